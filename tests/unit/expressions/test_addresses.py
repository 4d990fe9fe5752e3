"""What may be handed to a browser as an address, and what may be fetched."""

import pytest

from dialogkit.expressions import fetched_address, media_address, web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.com", "https://example.com"),
        (" www.example.com ", "https://www.example.com"),
        ("example.com:8080/a", "https://example.com:8080/a"),
        ("mailto:ada@example.com", "mailto:ada@example.com"),
        ("tel:+49301234", "tel:+49301234"),
        ("/inside", "/inside"),
        ("#below", "#below"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("vbscript:x", ""),
        ("java\tscript:alert(1)", "https://java\tscript:alert(1)"),
        ("\x01javascript:alert(1)", "https://\x01javascript:alert(1)"),
    ],
)
def test_a_link_leads_to_a_page_and_never_runs_code(written: str, address: str) -> None:
    assert web_address(written) == address


def test_a_picture_may_be_inside_its_address_and_a_page_may_not() -> None:
    assert media_address("data:image/png;base64,AAAA") == "data:image/png;base64,AAAA"
    assert media_address("data:image/svg+xml;base64,AAAA") == ""
    assert media_address("data:text/html;base64,AAAA") == ""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("example.com/a b?q=ü", "https://example.com/a%20b?q=%C3%BC"),
        ("https://example.com/%20", "https://example.com/%20"),
        ("http://example.com\r\nX: 1", "http://example.com%0D%0AX:%201"),
        ("mailto:ada@example.com", ""),
        ("/inside", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_a_request_goes_to_the_web_only(written: str, address: str) -> None:
    assert fetched_address(written) == address
