"""Names for invented people: given names and family names by where families come from, and how common each origin is.

Any likeness of a given and a family name put together here to somebody living is chance.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Names of one origin and its share of the town (parts of a hundred)."""

    share: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BRITISH = Origin(
    58,
    _words(
        "Margaret Susan Patricia Elizabeth Catherine Jean Dorothy Sarah Emma Rebecca Charlotte Victoria Alexandra"
        " Jessica Katherine Deborah Barbara Christine Jennifer Amanda Alison Hannah Lucy Olivia Amelia Grace Evelyn"
        " Florence Joanne Theresa Jacqueline Penelope Samantha Philippa Abigail Eleanor Nora Ruth Joan Sheila"
    ),
    _words(
        "John David Robert William James Richard Thomas Michael Christopher Andrew Peter Anthony Stephen Jonathan"
        " Edward Daniel Matthew Alexander Benjamin Nicholas Timothy Joseph Samuel Frederick Albert Gerald Leonard"
        " Kenneth Raymond Geoffrey Lawrence Gregory Philip Charles George Harry Oliver Jack Alfred Martin Nigel Ian"
    ),
    _words(
        "Smith Jones Taylor Brown Wilson Davies Evans Johnson Thomas Roberts Walker Wright Thompson Robinson White"
        " Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Turner Hill Cooper Ward Moore Baker Morris"
        " King Watson Harrison Morgan Allen James Scott Phillips Bennett Cook Parker Shaw Bailey Carter Richardson"
        " Marshall Collins Bell Webb Simpson Mitchell Cox Adams Mills Palmer Barnes Knight Gibson Holmes Fletcher"
        " Pearson Saunders Butler Fisher Chapman Reynolds Pettigrew Thistleby Oldershaw Winterbourne Fairweather"
        " Hollowood Merryweather Nettlefold Pennyfeather Ravenhill Underhay Wagstaffe Applegarth Brackenbury"
    ),
)
CELTIC = Origin(
    10,
    _words("Siobhan Niamh Aoife Ciara Maeve Bronwen Rhiannon Cerys Megan Eilidh Mhairi Fiona Morag Kirsty Bridget"),
    _words("Sean Liam Cormac Declan Brendan Eoin Gareth Rhys Dafydd Owain Hamish Callum Angus Ewan Patrick"),
    _words(
        "O'Neill O'Brien O'Connor Murphy Kelly Byrne Gallagher Doherty MacDonald McDonald MacLeod McKenzie Campbell"
        " Stewart Fraser Llewellyn Pritchard Griffiths Rees Vaughan Docherty Mcintyre Fitzgerald Kavanagh"
    ),
)
SOUTH_ASIAN = Origin(
    14,
    _words(
        "Amina Fatima Ayesha Khadija Nasreen Shabana Rukhsana Samina Zainab Parveen Farida Jaswinder Harpreet Manjit"
        " Simran Priya Anjali Sunita Meena Deepa Lakshmi Nilufar Salma Rehana"
    ),
    _words(
        "Mohammed Muhammad Mohammad Ahmed Ali Hassan Hussain Imran Tariq Abdul Yusuf Ibrahim Bilal Asif Rashid"
        " Gurpreet Harjit Balwinder Rajesh Sanjay Vijay Anil Suresh Rafiq Shafiq"
    ),
    _words(
        "Khan Hussain Ahmed Ali Begum Patel Singh Kaur Hassan Akhtar Malik Mahmood Shah Iqbal Rahman Chowdhury Miah"
        " Uddin Sharma Gupta Desai Mistry Chaudhry Bibi Dhillon Sandhu Bhatti Mirza Qureshi Siddiqui"
    ),
)
EAST_EUROPEAN = Origin(
    7,
    _words("Agnieszka Katarzyna Malgorzata Joanna Magdalena Zofia Ewa Svetlana Ioana Mihaela Elena Daiva Ruta Ilze"),
    _words("Piotr Krzysztof Andrzej Tomasz Pawel Jerzy Wojciech Stanislaw Ion Andrei Mihai Vasile Jonas Tomas Janis"),
    _words(
        "Kowalski Nowak Wisniewski Wojcik Kaminski Lewandowski Zielinski Szymanski Szczepanski Dabrowski Popescu"
        " Ionescu Dumitrescu Kazlauskas Petrauskas Berzins Horvath Novak Ivanov Wozniak"
    ),
)
AFRICAN = Origin(
    5,
    _words("Ngozi Chioma Folake Adaeze Abena Akosua Esi Nyasha Tendai Wanjiru Hodan Ifrah Sagal Blessing Comfort"),
    _words("Chidi Emeka Oluwaseun Kwame Kofi Kwabena Tunde Babajide Tatenda Kamau Abdi Yonas Samson Emmanuel Gift"),
    _words(
        "Okafor Okonkwo Adeyemi Adebayo Mensah Boateng Owusu Asante Moyo Ncube Kamau Mwangi Abdi Warsame Tesfaye Nwosu"
    ),
)
CARIBBEAN = Origin(
    2,
    _words("Marcia Beverley Yvonne Claudette Shanice Keisha Latoya Merlene"),
    _words("Winston Clive Delroy Errol Leroy Tyrone Dwayne Marlon"),
    _words("Campbell Francis Gordon Grant Brathwaite Bailey Clarke Blackwood Reid Samuels"),
)
OTHER = Origin(
    4,
    _words("Mei Ling Xiu Hoa Linh Maria Ana Beatriz Ines Carmen Lucia Elif Zeynep Leila Yasmin Soraya Giulia Chiara"),
    _words("Wei Jun Hao Minh Duc Joao Tiago Rui Carlos Javier Mehmet Mustafa Omar Khalid Reza Marco Luca Paolo"),
    _words(
        "Chen Wang Li Zhang Wong Nguyen Tran Silva Santos Ferreira Garcia Lopez Yilmaz Demir Haddad Karimi Rossi Romano"
    ),
)
ORIGINS = (BRITISH, CELTIC, SOUTH_ASIAN, EAST_EUROPEAN, AFRICAN, CARIBBEAN, OTHER)

# Rarer family names, put together, so that a larger town has as many different ones as a larger town would.
BEGINNINGS = _words(
    "Ash Black Brad Bram Buck Burn Chad Cram Dun East Elm Farn Glen Grim Had Hamp Hart Hay Holl Kings Lang Lark Light"
    " Long Marl Mead Nether North Oak Old Pem Quar Rad Red Rush Sand Shep Stan Stock Swan Thorn Thur Under Wain Wal"
    " West Whit Wick Wind Wool Yar Yel"
)
ENDINGS = _words("bourne bridge bury by combe cott dale den field ford ham hurst ley low mere more shaw stead ton well")
