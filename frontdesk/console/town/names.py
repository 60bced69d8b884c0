"""Names for the invented town: streets by part of the town, blocks, houses, businesses, public buildings."""

from __future__ import annotations

TOWN = "Quillmere"
VILLAGE = "Easter Marsh"
VILLAGE_TOWN = "Littlewick"

STREETS: dict[str, tuple[str, ...]] = {
    "Abbey Mead": (
        "Market Place", "Guildhall Street", "Abbey Gate", "Cordwainer Street", "Candlewick Row", "Bellfounder Lane",
        "Almshouse Lane", "Priory Walk", "Cloister Road", "Old Mint Street", "Mead Lane", "Novice Close",
        "Refectory Gardens", "Scriptorium Way", "Vellum Road", "Quill Street", "Inkpen Avenue", "St Oswin's Road",
        "St Oswin's Close", "Pilgrim Drive", "Beekeeper Walk", "Chantry View", "Orchard Wall Road",
    ),
    "Larks Hill": (
        "Tollhouse Lane", "Saddler's Row", "Coachmaker Street", "Windmill Rise", "Mill Lane", "Old Mill Lane",
        "Skylark Avenue", "Lapwing Drive", "Fieldfare Close", "Wheatear Road", "Goldcrest Way", "Linnet Grove",
        "Larks Hill", "Barley Mow Road", "Threshers Lane", "Harrow Bank", "Gleaners Way", "Cartwheel Close",
        "Thornhedge Road", "Sheepfold Crescent", "Upper Furlong", "Lower Furlong",
    ),
    "Staithe": (
        "Staithe Street", "Ferry Street", "Wharf Road", "Customs House Lane", "Ropewalk", "Chandler Street",
        "Netmakers' Yard", "Sailcloth Lane", "Tidewaiter Road", "Lanternman Street", "Keelboat Way", "Capstan Close",
        "Bowsprit Drive", "Herring Row", "Kipper Lane", "Saltpan Road", "Samphire Avenue", "Heron Way", "Heron Close",
        "Curlew Terrace", "Dunlin Road", "Pilot's Reach", "Breakwater Road",
    ),
    "Tanners Green": (
        "Tannery Road", "Fuller's Lane", "Dyehouse Street", "Weavers Terrace", "Bobbin Street", "Flax Street",
        "Shuttle Lane", "Teasel Road", "Woadmill Lane", "Madder Close", "Indigo Avenue", "Tenterfield Road",
        "Tanners Green", "Loom Street", "Spindle Close", "Carders Way", "Selvedge Road", "Broadcloth Drive",
        "Kersey Gardens", "Hemp Garth", "Station Road", "Marsh Road",
    ),
    VILLAGE: ("Fen Drove", "Church End", "Duckpond Lane"),
}  # fmt: skip

BLOCKS = (
    "Heron Court", "Abbey Court", "Cloister House", "Guild House", "Samphire House", "Lantern House", "Keel House",
    "Anchor Court", "Mariners Court", "Curlew House", "Dunlin Court", "Linnet Court", "Goldcrest House", "Barley Court",
    "Windmill Court", "Wheatsheaf House", "Bobbin House", "Shuttle Court", "Loom House", "Madder House",
    "Weavers Court", "Teasel Court", "Vellum House", "Quill Court", "Chantry House", "Pilgrim Court", "Furlong House",
    "Ferryman's Court", "Sailcloth House", "Tannery Lofts", "Dyehouse Lofts", "Priory Court",
)  # fmt: skip
TOWER = "Beacon Tower"

HOUSE_NAMES = (
    "The Old Ropehouse", "Ferryman's Cottage", "Tollgate Cottage", "The Old Forge", "Bell Cottage", "Almoner's House",
    "Mill House", "The Granary", "Orchard House", "Pilot's Cottage", "The Old Schoolhouse", "Saltpan Cottage",
    "Weaver's Cottage", "The Net Loft", "Harbourmaster's House", "Abbot's Lodge", "Priory Farmhouse", "Lark Rise",
    "The Dovecote", "Teasel Cottage", "Duckpond Farm", "Fen Cottage", "The Old Rectory", "Drove End",
)  # fmt: skip

SURNAMES = (
    "Pettigrew", "Thistleby", "Marchbank", "Oldershaw", "Winterbourne", "Cobbledick", "Fairweather", "Hollowood",
    "Larkspur", "Merryweather", "Nettlefold", "Oakapple", "Pennyfeather", "Quickthorn", "Ravenhill", "Sallowfield",
    "Tuppenny", "Underhay", "Venniman", "Wagstaffe", "Yardley-Moss", "Applegarth", "Brackenbury", "Cuttlewell",
)  # fmt: skip

TRADES = (
    ("Bakery", "CR08"), ("Hardware", "CR08"), ("Books", "CR08"), ("Café", "CR07"), ("Chip Shop", "CR10"),
    ("Pharmacy", "CR08"), ("Solicitors", "CO01"), ("Dental Practice", "CM02"), ("Barbers", "CR08"), ("Cycles", "CR08"),
    ("Garage", "CI03"), ("Joinery", "CI01"), ("Lettings", "CO01"), ("Flowers", "CR08"), ("Opticians", "CR08"),
)  # fmt: skip

# Public buildings: name, AddressBase class, and the street they stand in.
LANDMARKS = (
    ("Quillmere Town Hall", "CO01GV", "Market Place"),
    ("Quillmere Central Library", "CC06", "Guildhall Street"),
    ("Staithe Community Hub", "CC04", "Ferry Street"),
    ("Tanners Green Housing Office", "CO01GV", "Tanners Green"),
    ("Larks Hill Library", "CC06", "Skylark Avenue"),
    ("Quillmere Register Office", "CO01GV", "Priory Walk"),
    ("Quillmere Leisure Centre", "CL06", "Samphire Avenue"),
    ("Quillmere Recycling Centre", "CI02", "Breakwater Road"),
    ("Quillmere Depot", "CI04", "Saltpan Road"),
    ("Abbey Mead Primary School", "CE03", "Cloister Road"),
    ("Larks Hill Primary School", "CE03", "Lapwing Drive"),
    ("Staithe Primary School", "CE03", "Heron Way"),
    ("Tanners Green Primary School", "CE03", "Bobbin Street"),
    ("Quillmere Academy", "CE04", "Windmill Rise"),
    ("Market Place Surgery", "CM01", "Market Place"),
    ("Ropewalk Health Centre", "CM01", "Ropewalk"),
    ("Quillmere Railway Station", "CT08", "Station Road"),
    ("Quillmere Citizens Advice", "CO01", "Quill Street"),
)
