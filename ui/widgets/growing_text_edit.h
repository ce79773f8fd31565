// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPlainTextEdit>

namespace conduit::ui {

/// An input that is as tall as its text, within bounds. Tab leaves it. A text too large to lay out quickly is not taken in: it is
/// reported instead.
class GrowingTextEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kCharactersMax = 16 * 1024;

    GrowingTextEdit(int linesMin, int linesMax, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Somebody pasted or dropped a text larger than kCharactersMax.
    void largeTextGiven(const QString &text);
    /// Somebody dropped a file.
    void fileGiven(const QString &path);

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    int m_linesMin;
    int m_linesMax;
};

} // namespace conduit::ui
