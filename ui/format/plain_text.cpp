// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/plain_text.h"

using namespace Qt::StringLiterals;

namespace conduit::ui {

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // Escaped text alone would be taken for plain text and show its entities, so it is made markup on purpose.
    return u"<p style=\"white-space:pre-wrap\">"_s + text.toHtmlEscaped() + u"</p>"_s;
}

QString noticeText(QString text) { return text.replace(u'<', u'‹').replace(u'>', u'›').replace(u'&', u'＆'); }

QString firstLine(const QString &text)
{
    const auto end = text.indexOf(u'\n');
    return end < 0 ? text : text.first(end);
}

} // namespace conduit::ui
