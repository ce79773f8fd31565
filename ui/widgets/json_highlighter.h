// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSyntaxHighlighter>

namespace conduit::ui {

/// Colours names, strings, numbers and words of JSON. A string may go on over the lines that a view breaks it into.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    /// The colours are those of this palette.
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QColor m_name;
    QColor m_string;
    QColor m_number;
    QColor m_word;
};

} // namespace conduit::ui
