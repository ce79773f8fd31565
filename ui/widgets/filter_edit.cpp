// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/filter_edit.h"

#include "ui/models/filter_text.h"
#include "ui/models/filter_words.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/status_palette.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStringListModel>
#include <QSyntaxHighlighter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kLensRoom = 26;
constexpr int kLensSide = 14;
constexpr auto kPayload = "payload."_L1;

/// Says what the line is for to those who see it; a screen reader reads its name instead.
class Lens final : public QWidget
{
public:
    explicit Lens(QWidget *parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRectF place((width() - kLensSide) / 2.0, (height() - kLensSide) / 2.0, kLensSide, kLensSide);
        paintGlyph(painter, place, Glyph::Lens, palette().color(QPalette::WindowText));
    }
};

} // namespace

class FilterHighlighter final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    void setPalette(const QPalette &palette)
    {
        m_key.setForeground(toneColor(Tone::Running, palette));
        m_sign.setForeground(toneColor(Tone::Retrying, palette));
        m_fault.setUnderlineColor(toneColor(Tone::Bad, palette));
        m_fault.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        rehighlight();
    }
    void setFault(int position, int length)
    {
        if (m_position == position && m_length == length)
            return;
        m_position = position;
        m_length = length;
        rehighlight();
    }

protected:
    void highlightBlock(const QString &text) override
    {
        for (const auto &token : filterTokens(text)) {
            const auto isKey = token.kind == FilterToken::Kind::Key;
            if (isKey || token.kind == FilterToken::Kind::Sign)
                setFormat(int(token.begin), int(token.length), isKey ? m_key : m_sign);
        }
        for (int at = m_position; at < m_position + m_length && at < text.size(); ++at) {
            auto underlined = format(at);
            underlined.merge(m_fault);
            setFormat(at, 1, underlined);
        }
    }

private:
    QTextCharFormat m_key;
    QTextCharFormat m_sign;
    QTextCharFormat m_fault;
    int m_position = 0;
    int m_length = 0;
};

FilterEdit::FilterEdit(QWidget *parent)
    : QPlainTextEdit(parent),
      m_highlighter(new FilterHighlighter(document())),
      m_completer(new QCompleter(this)),
      m_candidates(new QStringListModel(this)),
      m_lens(new Lens(this))
{
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportMargins(kLensRoom, 0, 0, 0);
    document()->setDocumentMargin(5);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_completer->setWidget(this);
    m_completer->setModel(m_candidates);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterEdit::complete);
    m_rest.setSingleShot(true);
    m_rest.setInterval(250ms);
    connect(&m_rest, &QTimer::timeout, this, [this] { Q_EMIT chosen(line()); });
    connect(this, &QPlainTextEdit::textChanged, this, &FilterEdit::noteEdit);
    m_highlighter->setPalette(palette());
    fit();
}

void FilterEdit::setLine(const QString &line)
{
    m_rest.stop();
    if (this->line() == line)
        return;
    const QScopedValueRollback setting(m_isSetting, true);
    m_shownLine = line;
    setPlainText(line);
    moveCursor(QTextCursor::End);
    m_highlighter->setFault(0, 0);
}

void FilterEdit::setFault(int position, int length)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_highlighter->setFault(position, length);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    auto *popup = m_completer->popup();
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (popup->isVisible() && ((isReturn && popup->currentIndex().isValid()) || event->key() == Qt::Key_Escape)) {
        event->ignore();
        return;
    }
    if (isReturn) {
        popup->hide();
        m_rest.stop();
        Q_EMIT chosen(line());
    } else if (event->key() == Qt::Key_Escape && !line().isEmpty()) {
        clear();
        m_rest.stop();
        Q_EMIT chosen({});
    } else if (event->key() == Qt::Key_Escape) {
        event->ignore();
    } else {
        const auto before = line();
        QPlainTextEdit::keyPressEvent(event);
        if (line() != before || (event->key() == Qt::Key_Down && !popup->isVisible()))
            offer();
    }
}

void FilterEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
    if (event->type() == QEvent::PaletteChange) {
        const QScopedValueRollback setting(m_isSetting, true);
        m_highlighter->setPalette(palette());
    }
}

void FilterEdit::insertFromMimeData(const QMimeData *source) { insertPlainText(source->text().simplified()); }

void FilterEdit::fit()
{
    const auto margins = 2 * (frameWidth() + static_cast<int>(document()->documentMargin())) + 1;
    setFixedHeight(fontMetrics().lineSpacing() + margins);
    m_lens->setGeometry(2, 1, kLensRoom, height() - 2);
    showHint();
}

/// Qt would go on in a second line, of which the upper half is seen.
void FilterEdit::showHint()
{
    const auto hint = tr("Filter, such as  state:dead type:resize created:<2h  or a beginning or end of an ID");
    const auto room = viewport()->width() - 2 * static_cast<int>(document()->documentMargin());
    setPlaceholderText(fontMetrics().elidedText(hint, Qt::ElideRight, room));
}

void FilterEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    showHint();
}

/// The document also tells of new colours.
void FilterEdit::noteEdit()
{
    if (m_isSetting || line() == m_shownLine)
        return;
    m_shownLine = line();
    m_highlighter->setFault(0, 0);
    const bool waits = isCostly(m_shownLine);
    if (waits)
        m_rest.stop();
    else
        m_rest.start();
    Q_EMIT edited(waits);
}

void FilterEdit::offer()
{
    const auto prompt = promptAt(line(), textCursor().position());
    auto values = prompt.key.isEmpty() ? filterKeys() : m_values.value(prompt.key, filterValues(prompt.key));
    if (prompt.key.isEmpty() && prompt.typed.startsWith(kPayload, Qt::CaseInsensitive))
        values = offeredPaths();
    values.removeIf([&](const QString &value) { return !value.startsWith(prompt.typed, Qt::CaseInsensitive); });
    const bool isDone = values.size() == 1 && values.first() == prompt.typed;
    if (values.isEmpty() || isDone || (prompt.key.isEmpty() && prompt.typed.isEmpty() && !line().isEmpty())) {
        m_completer->popup()->hide();
        return;
    }
    m_candidates->setStringList(values);
    auto place = cursorRect();
    place.translate(kLensRoom, 4);
    place.setWidth(fontMetrics().averageCharWidth() * 30);
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex({});
}

QStringList FilterEdit::offeredPaths() const
{
    const auto types = valuesInLine(line(), u"type"_s);
    QStringList paths;
    for (auto each = m_paths.begin(); each != m_paths.end(); ++each)
        if (types.isEmpty() || types.contains(each.key()))
            paths += *each;
    paths.removeDuplicates();
    return paths;
}

void FilterEdit::complete(const QString &candidate)
{
    const auto prompt = promptAt(line(), textCursor().position());
    auto cursor = textCursor();
    cursor.setPosition(int(prompt.begin), QTextCursor::KeepAnchor);
    const bool isName = m_values.contains(prompt.key);
    cursor.insertText(prompt.key.isEmpty() ? candidate : (isName ? filterValue(candidate) : candidate) + u' ');
    setTextCursor(cursor);
    if (prompt.key.isEmpty())
        offer();
}

} // namespace conduit::ui
