"""Write the invented town into the demo council's pack."""

from pathlib import Path

from frontdesk.console.town import write

if __name__ == "__main__":
    folder = Path(__file__).parents[3] / "councils" / "demo" / "places"
    for name, size in write(folder).items():
        print(f"{folder.name}/{name}: {size:,} bytes")
