"""A comment as a page shows it: paragraphs, with the people who are meant marked."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from xianji.kit.comments.models import Comment


def marked(comment: Comment) -> SafeString:
    """Escaped first; nothing that was typed becomes markup."""
    words = sorted((conditional_escape(f"@{word}") for word in comment.named), key=len, reverse=True)
    lines = []
    for line in comment.text.splitlines():
        text: str = conditional_escape(line)
        if words:
            text = re.sub("|".join(map(re.escape, words)), lambda found: f'<b class="at">{found[0]}</b>', text)
        if line.strip():
            lines.append(format_html("<p>{}</p>", mark_safe(text)))
    return mark_safe("".join(lines))
