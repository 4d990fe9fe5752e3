"""Every state the widget can be in, as scenes of one page each: for axe, for the keyboard, and for pictures."""

from __future__ import annotations

from tests.browser.support.scripted_chat import Json, Scene, Turn

__all__ = ("BAKERY", "SCENES", "ask", "end", "refuse", "say")

QUICK: dict[str, Json] = {"typing": {"enabled": False}}

BAKERY: dict[str, Json] = {
    "accent": "#8f3d17",
    "background": {"type": "color", "value": "#fffdf9"},
    "bot": {"background": "#f1e7d8", "color": "#3a2417"},
    "buttons": {"border": "#d3a98a", "color": "#7d3413"},
}


def say(*texts: str) -> list[Json]:
    """Return messages of plain words."""
    return [{"type": "text", "text": text} for text in texts]


def ask(kind: str, *said: str | dict[str, Json], **fields: Json) -> Turn:
    """Return a turn that says something and then asks."""
    messages: list[Json] = [{"type": "text", "text": one} if isinstance(one, str) else one for one in said]
    return {"messages": messages, "input": {"type": kind, "block": f"ask-{kind}", **fields}}


def refuse(words: str, kind: str, **fields: Json) -> Turn:
    """Return a turn that refuses an answer and asks the same again."""
    return {
        "messages": [{"type": "text", "text": words, "tone": "error"}],
        "input": {"type": kind, "block": f"ask-{kind}", **fields},
        "again": True,
    }


def end(*texts: str) -> Turn:
    """Return the last turn."""
    return {"messages": say(*texts), "input": None, "status": "ended"}


def items(*labels: str) -> list[Json]:
    """Return items to choose from."""
    return [{"id": f"i{at}", "label": label} for at, label in enumerate(labels)]


RICH: dict[str, Json] = {
    "type": "text",
    "text": "What to bring",
    "rich": [
        {"tag": "h", "children": [{"text": "What to bring"}]},
        {
            "tag": "p",
            "children": [
                {"text": "Please have these "},
                {"tag": "b", "children": [{"text": "at hand"}]},
                {"text": ", or read "},
                {"tag": "a", "href": "https://example.org/visit", "children": [{"text": "how a visit goes"}]},
                {"text": "."},
            ],
        },
        {
            "tag": "ul",
            "children": [
                {"tag": "li", "children": [{"text": "your insurance card"}]},
                {
                    "tag": "li",
                    "children": [{"text": "a list of your "}, {"tag": "i", "children": [{"text": "medicines"}]}],
                },
                {"tag": "li", "children": [{"text": "the code "}, {"tag": "code", "children": [{"text": "BL-2041"}]}]},
            ],
        },
        {"tag": "quote", "children": [{"text": "Ten minutes early is a good time to come."}]},
    ],
}

CITIES = items(
    "Aberystwyth",
    "Bangor",
    "Barry",
    "Bridgend",
    "Caerphilly",
    "Cardiff",
    "Carmarthen",
    "Llandudno",
    "Newport",
    "Swansea",
)
PICTURES: list[Json] = [
    {"id": "p0", "image": "/media/cherry.svg", "label": "Cherry & cocoa", "description": "serves 12, £38"},
    {"id": "p1", "image": "/media/honey.svg", "label": "Honey & orange", "description": "serves 10, £34"},
    {"id": "p2", "image": "/media/lemon.svg", "label": "Lemon & elderflower", "description": "serves 12, £36"},
]
CARDS: list[Json] = [
    {
        "id": f"c{at}",
        "image": f"/media/{image}.svg",
        "label": label,
        "description": words,
        "actions": [{"id": f"c{at}a", "label": "Book"}, {"id": f"c{at}b", "label": "Tell me more"}],
    }
    for at, (image, label, words) in enumerate(
        [
            ("chair", "Check-up", "Twenty minutes, with X-rays if they are due."),
            ("bench", "Clean and polish", "Half an hour with our hygienist."),
            ("sofa", "Whitening", "Two visits and a tray to take home."),
        ]
    )
]

_TALK = {
    "rating": ask(
        "rating",
        "I’m sorry to hear that, Hannah. How strong is the pain right now?",
        to=10,
        style="numbers",
        left="No pain",
        right="Worst pain",
        one_tap=True,
        **{"from": 0},
    ),
    "buttons": ask(
        "choice",
        "We can help with that this week. You’ll find us opposite Castle Park, step-free from the street.",
        {"type": "image", "url": "/media/map.svg", "alt": "Map: the practice lies opposite Castle Park"},
        "Which time suits you?",
        items=items("Tomorrow, 08:30", "Tomorrow, 16:40", "Tue 1 Dec, 09:10", "None of these"),
    ),
    "date": refuse("November has 30 days. Try “30 November” or “1 December”.", "text", placeholder="Type a day"),
}

SCENES: dict[str, Scene] = {
    "text": Scene(
        [
            ask("text", "Hello, I’m Mia. I book visits at Bright Lane.", "What is your name?", placeholder="Your name"),
            end(),
        ]
    ),
    "long": Scene([ask("text", "What brings you to us?", long=True, max_length=400, attachments=True), end()]),
    "number": Scene([ask("number", "How many people are coming?", min=1, max=12, step=1, unit="people"), end()]),
    "email": Scene([ask("email", "Where may we write to you?", placeholder="name@example.org", optional=True), end()]),
    "url": Scene([ask("url", "What is your website?", placeholder="https://", button="Look it up"), end()]),
    "phone": Scene([ask("phone", "And a number for the day itself?", country="GB"), end()]),
    "date": Scene([ask("date", "Which day suits you?", earliest="2026-03-01", latest="2027-03-01"), end()]),
    "dates": Scene([ask("date", "When are you away?", range=True, from_label="First day", to_label="Last day"), end()]),
    "moment": Scene([ask("date", "When exactly?", with_time=True), end()]),
    "time": Scene([ask("time", "And at what time?"), end()]),
    "buttons": Scene(
        [
            ask(
                "choice",
                "Which time suits you?",
                items=items("Tomorrow, 08:30", "Tomorrow, 16:40", "Tue 1 Dec, 09:10", "None of these"),
            ),
            end(),
        ]
    ),
    "several": Scene(
        [
            ask(
                "choice",
                "What should we look at?",
                multiple=True,
                min=1,
                max=2,
                items=items(
                    "A tooth that hurts",
                    "A filling",
                    "My gums",
                    "Something that I would rather explain in my own words",
                ),
            ),
            end(),
        ]
    ),
    "search": Scene([ask("choice", "Which town are you in?", searchable=True, items=CITIES), end()]),
    "search_several": Scene([ask("choice", "Where do you work?", searchable=True, multiple=True, items=CITIES), end()]),
    "pictures": Scene([ask("picture", "These are safe. Which one?", items=PICTURES), end()]),
    "pictures_several": Scene(
        [ask("picture", "Which ones would you taste?", items=PICTURES, multiple=True, max=2), end()]
    ),
    "cards": Scene([ask("cards", "What may we do for you?", items=CARDS), end()]),
    "rating": Scene([_TALK["rating"], end()]),
    "stars": Scene([ask("rating", "How was your visit?", style="icons", icon="star", to=5, **{"from": 1}), end()]),
    "file": Scene(
        [
            ask(
                "file",
                "Send us a photo of the tooth, if you can.",
                multiple=True,
                max_mb=5,
                max_files=3,
                accept=["image/*", ".pdf"],
                optional=True,
            ),
            end(),
        ]
    ),
    "rich": Scene([ask("choice", RICH, items=items("Got it"))]),
    "media": Scene(
        [
            ask(
                "choice",
                {
                    "type": "image",
                    "url": "/media/map.svg",
                    "alt": "Map of the practice",
                    "link": "https://example.org/map",
                },
                {
                    "type": "video",
                    "url": "https://www.youtube-nocookie.com/embed/abcdefghijk",
                    "kind": "youtube",
                    "title": "A tour of the practice",
                },
                {"type": "audio", "url": "/media/none.mp3"},
                {"type": "embed", "url": "/frame", "height": 120, "title": "Opening hours"},
                {"type": "image", "url": "/media/absent/none.png", "alt": "A picture that is gone"},
                items=items("Thank you"),
            )
        ]
    ),
    "waiting": Scene(
        [{"messages": say("Thank you. I am asking the desk."), "input": {"type": "hook", "block": "hook"}}]
    ),
    "leaving": Scene(
        [
            {
                "messages": [
                    *say("Pay on our secure page."),
                    {"type": "redirect", "url": "https://example.org/pay", "new_tab": True},
                ],
                "input": None,
                "status": "ended",
            }
        ]
    ),
    "ended": Scene([ask("choice", "Shall we call you?", items=items("Yes", "No")), end("Lovely. Talk soon, Hannah!")]),
    "failed": Scene(
        [ask("choice", "Shall we call you?", items=items("Yes")), {"messages": [], "input": None, "status": "failed"}]
    ),
    "whole": Scene(
        [
            ask(
                "choice",
                "Hello, I’m Mia. What brings you to us?",
                items=items("A check-up", "Toothache or pain", "A question"),
            ),
            {**_TALK["rating"], "progress": 0.3},
            {**_TALK["buttons"], "progress": 0.6},
            {**ask("text", "Which day then?", placeholder="Type a day"), "progress": 0.7},
            _TALK["date"],
        ],
        {
            "theme": {"progress": {"shown": True}, "bot_avatar": {"url": "/media/mia.svg"}},
            "settings": {"metadata": {"description": "Mia, who books for us"}, **QUICK},
        },
    ),
    "bakery": Scene(
        [
            ask(
                "choice",
                "Welcome to Marlow & Rye. What may we bake?",
                items=items("A birthday cake, please", "Bread for Friday"),
            ),
            ask("text", "Lovely. For Saturday, order by noon on Thursday. Any nuts or gluten to avoid?"),
            ask("picture", "Then these are safe. Which one?", items=PICTURES),
            end("A good choice. We will write to you."),
        ],
        {
            "name": "Marlow & Rye",
            "theme": BAKERY,
            "settings": {"metadata": {"description": "Orders and allergies"}, **QUICK},
        },
    ),
    "languages": Scene(
        [
            ask("rating", "How was your visit?", style="icons", icon="star", to=5, one_tap=True, **{"from": 1}),
            ask("text", "What could be better?", long=True),
            end("Thank you."),
        ],
        {"locales": ["en", "de", "pt-BR", "he"]},
    ),
    "arabic": Scene(
        [
            ask(
                "choice",
                "أهلًا بك في عيادة الشارع المضيء. كيف يمكننا مساعدتك؟",
                items=items("فحص دوري", "ألم في الأسنان", "سؤال"),
            ),
            ask(
                "rating",
                "ما شدّة الألم الآن؟ (Bright Lane)",
                to=10,
                style="numbers",
                left="لا ألم",
                right="ألم شديد",
                one_tap=True,
                **{"from": 0},
            ),
            ask("text", "ما اسمك؟"),
        ],
        {"name": "عيادة الشارع المضيء", "locale": "ar", "theme": {"progress": {"shown": True}}},
    ),
}

for _scene in SCENES.values():
    _scene.flow.setdefault("settings", QUICK)
