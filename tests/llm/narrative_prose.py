# ruff: noqa: E501
"""Four sets of German sentences from which a scripted model makes a narrative: no value of any sheet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Prose:
    """Sentences of one kind of text; `{thema}` stands for a theme's name."""

    opening: tuple[str, ...]
    way: tuple[str, ...]
    state: tuple[str, ...]
    against: str
    closing: str


PROSE = (
    Prose(
        opening=(
            "Morgens um sechs brennt in der Leitstelle am Kanal schon Licht, denn wer früh meldet, bekommt den Vorrang.",
            "So wird 2035 auch beim Thema {thema} verfahren: Eine Sachbearbeiterin prüft, bevor jemand handelt.",
            "Ein Dachdecker aus dem Nachbarort plant deshalb seine Woche um ihren Bescheid herum.",
        ),
        way=(
            "Begonnen hat das mit einem Winter, in dem niemand wusste, wer zuständig war.",
            "Damals legten die Kreise ihre Akten zusammen, weil jede Behörde für sich zu klein geworden war.",
            "Aus dem Notbehelf wurde eine Ordnung, die auch das Thema {thema} ergriff.",
            "Die Werkstätten zogen nach, denn ihre Kundschaft verlangte den gleichen Nachweis.",
        ),
        state=(
            "Heute hängt in jeder Waschkaue ein Plan, nach dem sich die Schichten richten.",
            "Beim Thema {thema} verlässt sich die Pflegerin auf Listen, die ein anderer führt.",
            "Weil der Nachweis zählt, lernt der Lehrling zuerst das Protokoll und dann die Maschine.",
            "Ein Fährmann auf der Lippe trägt jede Überfahrt ein, obwohl ihn keiner danach fragt.",
            "Auch die Sparkasse rechnet anders, seit sie beim Thema {thema} die Belege der Ämter kennt.",
            "Dadurch bleibt manches liegen, was früher ein Anruf erledigt hätte.",
            "Die Bücherei öffnet abends länger, damit Vereine dort ihre Anträge schreiben.",
            "An der Schleuse wartet ein Lotse auf seinen Stempel, während die Ladung schon verkauft ist.",
            "Mancher Verein leiht sich jemanden, der die Formulare des Bezirks auswendig kennt.",
        ),
        against="Wer trotzdem schnell sein will, findet beim Thema {thema} eine Lücke und nutzt sie ohne Scheu.",
        closing="Gewonnen haben die Geduldigen, und den Preis dafür zahlt jede Woche, wer mit leeren Händen vor dem Schalter steht.",
    ),
    Prose(
        opening=(
            "Die Kammer verlangt von jedem Betrieb einen Paten, und an diese Regel halten sich selbst die, die sie einst verspottet haben.",
            "Beim Thema {thema} entscheidet 2035 deshalb selten einer allein.",
            "Eine Gießerei fragt zuerst ihren Paten, danach erst ihre Bank.",
        ),
        way=(
            "Vorausgegangen war ein Jahr voller Absagen, in dem kleine Firmen keine Fachleute fanden.",
            "Ein Meister schlug vor, die wenigen Kundigen zu teilen, und die Kammer schrieb es auf.",
            "Zuerst murrten die Großen, dann sahen sie den Vorteil beim Thema {thema}.",
            "Schulen und Kliniken übernahmen das Muster, weil ihnen dieselben Leute fehlten.",
        ),
        state=(
            "Im Gasometer treffen sich nun Paten zum Frühstück und tauschen Sorgen gegen Rat.",
            "Die Rektorin leiht sich für das Thema {thema} einen Mechaniker aus der Nachbarschaft.",
            "Denn geteiltes Wissen hält länger, wenn jemand dafür mit seinem Namen einsteht.",
            "Ein Gärtner erklärt den Auszubildenden der Zeche, weshalb Halden im Sommer brennen.",
            "Beim Thema {thema} hat das Rathaus seine Gutachten fast abgeschafft.",
            "Seit die Patenschaft gilt, dauern Verträge länger und Prozesse kürzer.",
            "Auf dem Wochenmarkt hängt eine Tafel, an der freie Stunden angeschlagen sind.",
            "Die Feuerwehr übt mit den Leuten aus dem Stahlwerk, weil beide dieselben Schläuche benutzen.",
            "Ein Notar nimmt die Verträge entgegen und staunt, wie kurz sie geworden sind.",
        ),
        against="Nur wer keinen Paten findet, bleibt beim Thema {thema} vor der Tür, und das trifft die Neuen.",
        closing="Eine Schlosserin schließt abends die Werkstatt auf, lässt einen Fremden an ihre Bank und nimmt den Verlust einer Stunde in Kauf.",
    ),
    Prose(
        opening=(
            "Seit die Leitungen im Boden den Anliegern gehören, fragt in den Siedlungen keiner mehr nach dem billigsten Angebot.",
            "Man rechnet 2035 gemeinsam, und beim Thema {thema} gibt die Nachbarschaft den Ton an.",
            "Eine Hausmeisterin liest die Zähler ab und weiß dadurch früher als das Amt, wo es hakt.",
        ),
        way=(
            "Der Wandel kam mit einer Rechnung, die ein ganzes Viertel nicht bezahlen wollte.",
            "Ein Pfarrer öffnete seinen Saal, und binnen Wochen entstand daraus eine Genossenschaft.",
            "Weil die Stadt kein Geld hatte, verkaufte sie ihre Schächte an die Bewohner.",
            "Später folgten Betriebe, die beim Thema {thema} bis dahin allein gestanden hatten.",
        ),
        state=(
            "In den Kleingärten am Emscherufer steht zwischen Bohnenstangen die Technik, die alles verbindet.",
            "Beim Thema {thema} entscheidet eine Versammlung, die selten vor Mitternacht endet.",
            "Deshalb kennt der Installateur jeden Keller und mancher Keller keinen Installateur.",
            "Taubenzüchter vermieten ihre Schläge an Studierende, die darin Sender erproben.",
            "Das Krankenhaus bezieht zum Thema {thema} Rat von zwei Siedlungen und bezahlt mit Wärme.",
            "Wer wegzieht, gibt seinen Anteil zurück, denn verkaufen darf ihn niemand.",
            "Die Buslinie hält dort, wo am meisten geteilt wird.",
            "Ein Lehrer unterrichtet im Pumpenhaus, denn dort sieht die Klasse, wohin das Wasser läuft.",
            "Die Kämmerin fragt vor jedem Haushalt bei den Siedlungen an, was sie selbst tragen.",
        ),
        against="Ausgerechnet beim Thema {thema} geht es anderswo rascher, und manche junge Familie zieht dem nach.",
        closing="Den Lärm der alten Anbieter will keiner zurück, doch es fehlt jemand, der im Zweifel geradesteht.",
    ),
    Prose(
        opening=(
            "Abends legen die Leute ihr Gerät in die Schale neben der Tür, und erst am Morgen nehmen sie es wieder heraus.",
            "Diese Gewohnheit trägt 2035 mehr, als man ihr ansieht, auch beim Thema {thema}.",
            "Weil nachts niemand erreichbar ist, haben Betriebe gelernt, ohne Zuruf auszukommen.",
        ),
        way=(
            "Anfangs verzichteten nur einige Schichtarbeiter, die nach Unfällen schlecht schliefen.",
            "Ein Betriebsarzt schrieb darüber, und der Tarifvertrag nahm seinen Vorschlag auf.",
            "Die Händler fürchteten Verluste, blieben jedoch beim Thema {thema} verschont.",
            "So verschob sich nach und nach der Takt der ganzen Stadt.",
        ),
        state=(
            "Die Straßenbahn fährt seither nach gedrucktem Plan, den Rentner an den Masten aufhängen.",
            "Beim Thema {thema} zählt eine Unterschrift auf Papier wieder etwas.",
            "Im Stellwerk sitzt eine junge Frau, die Hebel bedient, denn der Strom dafür kommt vom Nachbarn.",
            "Ein Büdchen am Förderturm verwahrt Schlüssel und Nachrichten für drei Straßen.",
            "Der Steuerberater rechnet zum Thema {thema} mit längeren Fristen, seit Anfragen ruhen dürfen.",
            "Dadurch werden Irrtümer seltener bemerkt, aber gründlicher besprochen.",
            "Kinder lernen in der Schule Fahrpläne lesen wie andere Gedichte.",
            "Die Brauerei hat ihre Kessel auf die Mittagszeit gelegt, weil dann jemand ans Telefon geht.",
            "Am Kanal verabreden sich die Schiffer per Flagge und halten das für einen Fortschritt.",
        ),
        against="Einer Ärztin bringt das beim Thema {thema} Vorteile, denn sie wird wieder zu Hause gefragt.",
        closing="Für die Jüngeren ist diese Stille selbstverständlich, während die Älteren manchmal in die Schale greifen und sich schämen.",
    ),
)
