"""A page with one of everything, for tests of the writers. All names are invented."""

from __future__ import annotations

from protokoll.view import page as p

PNG_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def text(words: str) -> p.Runs:
    """Plain words as runs."""
    return (p.Run(text=words),)


def paragraph(words: str) -> p.Paragraph:
    """Make a paragraph of plain words."""
    return p.Paragraph(runs=text(words))


def entry(words: str, *blocks: p.Block) -> p.Entry:
    """Make a list entry: a paragraph, then what belongs below it."""
    return p.Entry(blocks=(paragraph(words), *blocks))


def cell(words: str) -> p.Cell:
    """Make a table cell of plain words."""
    return p.Cell(runs=text(words))


LIST = p.Bullets(
    entries=(
        entry(
            "Första nivån", p.Bullets(entries=(entry("Andra nivån", p.Numbered(start=3, entries=(entry("Tredje"),))),))
        ),
        entry("Första nivån igen"),
    )
)

EVERY_BLOCK: tuple[p.Block, ...] = (
    p.Paragraph(
        runs=(
            p.Run(text="Löptext med "),
            p.Run(text="fet", strong=True),
            p.Run(text=", "),
            p.Run(text="kursiv", emphasis=True),
            p.Run(text=", "),
            p.Run(text="struken", strike=True),
            p.Run(text=", "),
            p.Run(text="kod <b> & #let", code=True),
            p.Run(text=", "),
            p.Run(text="en länk", href="https://example.org/?a=1&b=2"),
            p.Run(text=" och"),
            p.Run(line_break=True),
            p.Run(text="en ny rad, "),
            p.Run(text="in English", lang="en"),
            p.Run(text="."),
        )
    ),
    LIST,
    p.Numbered(start=4, entries=(entry("Fyra"), entry("Fem"))),
    p.Heading(level=3, runs=text("Underrubrik")),
    p.Quote(blocks=(paragraph("Ett citat."),)),
    p.Table(
        alignments=(None, "right"),
        header=(cell("Post"), cell("Belopp")),
        rows=((cell("Avgift"), cell("1 200")), (cell("Summa"), cell("1 200"))),
    ),
    p.Code(text="rad ett\n  rad två"),
    p.Figure(image="karta.png", alt="Karta över området", width=1, height=1),
    p.Separator(),
)

SAMPLE = p.Page(
    images={"karta.png": p.Picture(data=PNG_DOT, media_type="image/png")},
    view=p.View(
        language="sv-SE",
        metadata=p.Metadata(
            title="Direktörsmöte i Sundabygden 2024-05-17",
            creator="Sundabygden",
            subject="Direktörsmöte",
            keywords=("protokoll", "Direktörsmöte", "Sundabygden"),
            date="2024-05-17",
            language="sv-SE",
            generator="protokoll 0.1.0",
        ),
        labels=p.Labels(
            page_of="Sida {page} av {pages}",
            facts="Uppgifter om mötet",
            decision="Beslut",
            time="Tid",
        ),
        running_header=("Direktörsmöte i Sundabygden", "17 maj 2024"),
        kind="Protokoll",
        organisation="Sundabygden",
        title="Direktörsmöte i Sundabygden",
        date="17 maj 2024",
        summary=("fredag 17 maj 2024", "kl. 09.00–12.00", "Stadshotellet i Vikstad"),
        facts=(
            p.Fact(label="Ort och datum", values=(text("Vikstad 17 maj 2024"),)),
            p.Fact(
                label="Kontakt",
                values=((p.Run(text="maj.lindh@example.org", href="mailto:maj.lindh@example.org"),),),
            ),
            p.Fact(
                label="Plats och tid",
                values=(text("Mötet hölls den 17 maj kl 09.00-12.00 på Stadshotellet i Vikstad."),),
            ),
        ),
        roll=p.Roll(
            heading="Närvaro",
            summary="8 närvarande, varav 1 del av mötet, 1 frånvarande",
            groups=(
                p.RollGroup(
                    heading="Närvarande tjänstemän",
                    persons=(
                        p.Person(name="Asta Berglind", detail="Vikstad"),
                        p.Person(name="Börje Nordgren-Wallenstråle", detail="Norra Ödebygdens kommun"),
                        p.Person(name="Cilla Ek", detail="Sundby", remark="till ca kl. 11.00"),
                        p.Person(name="Didrik Hallman", detail="Åvik"),
                        p.Person(name="Elsa Quist", detail="Almhult Östra"),
                        p.Person(name="Folke Rask", detail="Tallmo"),
                        p.Person(name="Greta Sand", detail="Ekeby"),
                        p.Person(name="Maj Lindh", detail="sekretariatet", remark="sekreterare"),
                    ),
                ),
                p.RollGroup(
                    heading="Frånvarande",
                    persons=(p.Person(name="Hilding Örn", detail="Lövnäs", remark="frånvarande"),),
                ),
            ),
        ),
        opening=(paragraph("Mötet inleddes med fika."),),
        items=(
            p.Item(
                anchor="punkt-1",
                time="09.00",
                title=text("Välkommen"),
                title_text="Välkommen",
                parts=(p.Passage(blocks=(paragraph("Ordföranden hälsade välkommen."),)),),
            ),
            p.Item(
                anchor="punkt-2",
                time="09.55",
                title=text("Redovisning av projektet Tillgängliga Bryggor och en rubrik som är så lång att den bryter"),
                title_text="Redovisning av projektet Tillgängliga Bryggor och en rubrik som är så lång att den bryter",
                parts=(
                    p.Passage(blocks=EVERY_BLOCK),
                    p.Resolution(
                        heading="Beslut",
                        lead=text("Gruppen beslutar"),
                        clauses=(
                            p.Clause(
                                runs=(p.Run(text="att", strong=True), p.Run(text=" tacka för en bra presentation.")),
                                remark=text("Medskick från flera direktörer att materialet redan används."),
                            ),
                            p.Clause(
                                runs=(p.Run(text="att", strong=True), p.Run(text=" länk bifogas protokollet.")),
                                blocks=(LIST,),
                            ),
                        ),
                    ),
                ),
            ),
            p.Item(anchor="punkt-3", title=text("Paus"), title_text="Paus", is_break=True),
            p.Item(
                anchor="punkt-4",
                number="§ 12",
                time="10.20",
                title=text("Budget"),
                title_text="Budget",
                parts=(
                    p.Passage(heading="Bakgrund", blocks=(paragraph("Texten före beslutet."),)),
                    p.Resolution(
                        heading="Beslut",
                        clauses=(
                            p.Clause(number="1.", runs=text("Budgeten fastställs.")),
                            p.Clause(number="2.", runs=text("Punkten är direktjusterad.")),
                        ),
                    ),
                    p.Passage(heading="", blocks=(paragraph("Text efter beslutet."),)),
                ),
            ),
        ),
        remainder=(paragraph("Efter mötet bjöds det på lunch."),),
        closing=p.Closing(
            heading="Underskrift och justering",
            signatures=(p.Signature(name="Maj Lindh", role="sekretariatschef"),),
            approval=(
                p.Fact(label="Justering", values=(text("Protokollet har stämts av med Asta och Cilla."),)),
                p.Fact(label="Justerare", values=(text("Asta Berglind"), text("Cilla Ek"))),
            ),
        ),
    ),
)
