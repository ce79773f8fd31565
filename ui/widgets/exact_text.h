// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPlainTextEdit>
#include <QSet>

namespace conduit::ui {

/// A text to read that may have lines of any length. Qt lays a line out as a whole, which takes seconds for a megabyte, so long
/// lines are broken for the eye only: what is copied has none of these breaks.
class ExactText final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kLineCharactersMax = 4096;

    explicit ExactText(QWidget *parent = nullptr);

    void setExactText(const QString &text);
    [[nodiscard]] QString exactText() const;

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    [[nodiscard]] QString textBetween(int begin, int end) const;

    QSet<int> m_continued; ///< Numbers of the lines that go on in the next one.
};

} // namespace conduit::ui
