// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPlainTextEdit>
#include <QSet>
#include <QTimer>

namespace conduit::ui {

/// A text to read that may have lines of any length. Qt lays a line out as a whole, which takes seconds for a megabyte, so long
/// lines are broken for the eye only: what is copied has none of these breaks. A large text comes piece by piece, so that the window
/// goes on meanwhile.
class ExactText final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype kLineCharactersMax = 4096;

    explicit ExactText(QWidget *parent = nullptr);

    void setExactText(const QString &text) { setPrepared(prepared(text)); }

    /// A text and where its lines are broken for the eye.
    struct Prepared
    {
        QString exact = {};
        QString shown = {};
        QSet<int> continued = {}; ///< Numbers of the lines that go on in the next one.
    };
    /// On any thread: megabytes take longer than a frame.
    [[nodiscard]] static Prepared prepared(const QString &text);
    void setPrepared(const Prepared &text);
    /// From now on as tall as its text, up to this many lines.
    void setLinesMax(int lines);
    [[nodiscard]] const QString &exactText() const { return m_text.exact; }
    /// With its long lines broken: what the document has, or will have.
    [[nodiscard]] const QString &shownText() const { return m_text.shown; }
    /// Everything is there to be scrolled to and copied.
    [[nodiscard]] bool isWhole() const { return m_rest.isEmpty(); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;

private:
    void fit();
    /// What of the rest comes next: whole lines.
    [[nodiscard]] QString takePiece();
    [[nodiscard]] QString textBetween(int begin, int end) const;

    Prepared m_text;
    QString m_rest; ///< What is to be shown and is not yet there.
    qsizetype m_restAt = 0;
    QTimer m_more;
    int m_linesMax = 0; ///< 0: as tall as its place.
};

} // namespace conduit::ui
