"""First names and family names of people in Germany, from the lists of Faker (MIT), offline.

The locales are those whose names are frequent here and written in Latin letters. Faker takes half a
second to import: only where names are looked for.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from pipeline.language.vocabulary import WHOLE, ordinary

LOCALES = (
    "de_DE", "de_AT", "de_CH", "de_LU", "tr_TR", "pl_PL", "it_IT", "hr_HR", "sl_SI", "ro_RO", "fr_FR",
    "fr_DZ", "es_ES", "pt_PT", "nl_NL", "hu_HU", "cs_CZ", "sk_SK", "sv_SE", "da_DK", "en_GB", "vi_VN",
)  # fmt: skip
_GERMAN = ("de_DE", "de_AT", "de_CH", "de_LU")
SHORTEST = 2

# Frequent here and not in those lists, above all from languages that Faker writes in other letters.
_MORE_FIRST = """
    Ahmad Ali Amir Aleksandra Alexej Andrej Anastasia Boris Dimitri Dmitri Ekaterina Elena Fatima Hamid
    Hanan Hassan Hussein Igor Irina Iwan Jamal Karim Khadija Khaled Layla Ljudmila Mahmoud Mahmud Mariam
    Maryam Mohamad Mohamed Mohammad Mohammed Mustafa Nadia Natalja Nour Oksana Olena Olga Omar Rania Samir
    Serhij Sergej Swetlana Tariq Tatjana Wladimir Yasmin Youssef Yusuf Zahra Zainab Grace Blessing Kwame
    Ayşe Ayse Fatma Emine Hatice Zeynep Elif Meryem Mehmet Hüseyin Hasan Osman Murat Emre Deniz Can Cem
    Arbnora Besnik Dragan Driton Goran Jovana Milan Milica Nikola Slobodan Vesna Zoran Ioannis Georgios
    """

_MORE_FAMILY = """
    Krüger Schulze Schultze Krämer Kremer Schulte Kühn Kuhn Busch Voigt Vogt Wolff Seidel Sauer
    Sander Brandt Böttcher Bröker Bröcker Brinkmann Dahlmann Ebert Eickhoff Ernst Feldmann Fiedler
    Freese Gerlach Grothe Hagemann Hansen Harms Heinrichs Hellwig Hinrichs Hoppe Hülsmann Janßen
    Jansen Janssen Kaminski Kampmann Kirchhoff Kleine Klostermann Knappmann Kruse Kuhlmann Kunze
    Lindemann Linnemann Lohmann Lüdenscheidt Lüdtke Mertens Michels Nolte Oberste Ostermann Overbeck
    Pieper Reimann Rother Rüter Sanders Schlüter Schmitz Schröter Schulz Siebert Siepmann Stratmann
    Strothmann Tillmann Vogelsang Vollmer Voß Wiegand Wilms Witte Wortmann Zander Adamczyk Cieslik
    Czaja Dombrowski Gorski Grabowski Jablonski Jankowski Kaczmarek Kowalski Kowalska Kwiatkowski
    Lewandowski Nowakowski Pawlowski Piontek Rogalla Sobotta Szymanski Wieczorek Wiśniewski
    Wisniewski Wojciechowski Kaya Şahin Sahin Çelik Celik Yıldız Yildiz Yıldırım Yildirim Öztürk
    Aydın Aydin Özdemir Doğan Dogan Kılıç Kilic Aslan Çetin Cetin Kara Koç Koc Kurt Özkan Şimşek
    Simsek Polat Korkmaz Özcan Erdoğan Erdogan Güneş Günes Acar Bulut Keskin Ünal Turan Gül Özer
    Işık Isik Tekin Al-Khatib Haddad Khoury Mansour Najjar Rahimi Ahmadi Hosseini Hussein Ibrahim
    Karimi Nguyen Tran Pham Papadopoulos Georgiou Nikolaidis Petrov Iwanow Ivanov Schewtschenko
    Shevchenko Kovalenko Bondarenko Popović Popovic Jovanović Jovanovic Nikolić Nikolic Hodžić
    Hodzic Berisha Krasniqi Gashi Hoxha Shala
    """


@dataclass(frozen=True)
class _Lists:
    """Names in small letters; `german` are those of the locales that speak German, and ours."""

    first: frozenset[str]
    family: frozenset[str]
    german: frozenset[str]


@lru_cache(maxsize=50_000)
def is_first(low: str) -> bool:
    """Whether a word in small letters is a first name; a name from elsewhere not where it is a noun."""
    lists = _lists()
    return low in lists.first and (low in lists.german or not _everyday(low))


@lru_cache(maxsize=50_000)
def is_family(low: str) -> bool:
    """The same of family names."""
    lists = _lists()
    return low in lists.family and (low in lists.german or not _everyday(low))


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    first: set[str] = {name.lower() for name in _MORE_FIRST.split()}
    family: set[str] = {name.lower() for name in _MORE_FAMILY.split()}
    german = first | family
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if "format" not in attribute and attribute.startswith(("first_name", "last_name")):
                listed = _words(getattr(provider, attribute))
                (first if attribute.startswith("first_name") else family).update(listed)
                german |= listed if locale in _GERMAN else set()
    return _Lists(frozenset(first), frozenset(family), frozenset(german))


def _everyday(name: str) -> bool:
    """Whether a name from elsewhere is a German noun: Lage, Post, Server."""
    return ordinary(name.capitalize(), WHOLE)


def _words(listed: Any) -> set[str]:
    """The names of one list of Faker (names, or names with their frequency), those of one word."""
    if not isinstance(listed, (tuple, list, dict)):
        return set()
    return {name.lower() for name in listed if len(name) > SHORTEST and " " not in name}
