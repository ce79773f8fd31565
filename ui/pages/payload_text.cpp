// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/payload_text.h"

#include "ui/background.h"
#include "ui/format/json_layout.h"
#include "ui/format/sizes.h"
#include "ui/models/whole_file.h"
#include "ui/widgets/json_highlighter.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_label.h"

#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace conduit::ui {

namespace {

constexpr qsizetype kHeadBytes = 4 * 1024;
/// No broker takes a payload of so many bytes unless it is told to, and more than that.
constexpr qint64 kFileBytesMax = 64 * 1024 * 1024;

bool hasLineOver(qsizetype bytes, const QByteArray &text)
{
    for (qsizetype begin = 0; text.size() - begin > bytes;) {
        const auto end = text.indexOf('\n', begin);
        if ((end < 0 ? text.size() : end) - begin > bytes)
            return true;
        begin = end + 1;
    }
    return false;
}

bool isTooLargeToEdit(const QByteArray &text)
{
    return text.size() > PayloadText::kBytesAtOnce || hasLineOver(PayloadText::kLineBytesMax, text);
}

/// What the payload is to be, or why it cannot be had.
struct NewText
{
    QByteArray text = {};
    QString fault = {};
};

NewText readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {.fault = PayloadText::tr("The file cannot be read: %1.").arg(file.errorString())};
    if (file.size() > kFileBytesMax)
        return {.fault = PayloadText::tr("The file has %1; a payload of more than %2 is not taken.")
                             .arg(sizeText(file.size()), sizeText(kFileBytesMax))};
    auto text = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return {.fault = PayloadText::tr("The file cannot be read: %1.").arg(file.errorString())};
    if (text.startsWith("\xef\xbb\xbf")) // As some editors begin their files; no part of the text.
        text.remove(0, 3);
    return {.text = text};
}

/// Hands on what would take long to lay out, in place of taking it in.
class JsonEditor final : public QPlainTextEdit
{
public:
    using LargePaste = std::function<void(const QString &before, const QString &pasted, const QString &after)>;
    JsonEditor(LargePaste onLargePaste, QWidget *parent) : QPlainTextEdit(parent), m_onLargePaste(std::move(onLargePaste)) { }

protected:
    void insertFromMimeData(const QMimeData *source) override
    {
        const auto pasted = source->text();
        if (pasted.size() <= PayloadText::kBytesAtOnce && !isTooLargeToEdit(pasted.toUtf8())) {
            QPlainTextEdit::insertFromMimeData(source);
            return;
        }
        const auto all = toPlainText();
        const auto cursor = textCursor();
        m_onLargePaste(all.first(cursor.selectionStart()), pasted, all.sliced(cursor.selectionEnd()));
    }

private:
    LargePaste m_onLargePaste;
};

} // namespace

PayloadText::PayloadText(PayloadDraft &draft, QWidget *parent)
    : QWidget(parent),
      m_draft(draft),
      m_editor(new JsonEditor(
          [this](const QString &before, const QString &pasted, const QString &after) { takePaste(before, pasted, after); },
          this)),
      m_state(new StateLabel(this)),
      m_save(new QPushButton(tr("Save as a file…"), this)),
      m_open(new QPushButton(tr("Open a file…"), this))
{
    setPlainToolTip(m_save, tr("Save the payload, to edit it in another program"));
    setPlainToolTip(m_open, tr("Take the payload from a file"));
    m_editor->setFont(monospaceFont());
    m_editor->setAccessibleName(tr("Payload as JSON"));
    m_editor->setTabChangesFocus(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    auto *highlighter = new JsonHighlighter(m_editor->document());
    highlighter->setPalette(palette());
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layOutButton = new QPushButton(tr("Lay out"), this);
    setPlainToolTip(layOutButton, tr("Put each member on a line of its own"));
    connect(&m_draft, &PayloadDraft::changed, this, &PayloadText::refresh);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &PayloadText::take);
    connect(m_save, &QPushButton::clicked, this, &PayloadText::chooseWhereToSave);
    connect(m_open, &QPushButton::clicked, this, &PayloadText::chooseFile);
    connect(layOutButton, &QPushButton::clicked, this, &PayloadText::layOut);

    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 8, 4);
    foot->addWidget(m_state, 1);
    foot->addWidget(m_save);
    foot->addWidget(m_open);
    foot->addWidget(layOutButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_editor, 1);
    column->addLayout(foot);
    refresh();
}

void PayloadText::refresh()
{
    const auto &text = m_draft.text();
    const auto isCut = isTooLargeToEdit(text);
    const auto shown = QString::fromUtf8(isCut ? text.first(std::min(text.size(), kHeadBytes)) : text);
    m_isShowing = true;
    if (m_editor->toPlainText() != shown)
        m_editor->setPlainText(shown);
    m_editor->setReadOnly(isCut);
    m_isShowing = false;
    m_save->setVisible(isCut);
    m_open->setVisible(isCut);
    if (m_draft.isBeingRead())
        m_state->setState(Glyph::Circle, Tone::Waiting, tr("The payload is being read."));
    else if (!m_draft.syntaxFault().isEmpty())
        m_state->setState(Glyph::Cross, Tone::Bad, m_draft.syntaxFault());
    else if (isCut)
        m_state->setState(Glyph::Tick, Tone::Good,
                          tr("Valid JSON of %1, too large to edit here; this is its beginning.").arg(sizeText(text.size())));
    else
        m_state->setState(Glyph::Tick, Tone::Good, tr("Valid JSON"));
}

/// Makes a text on another thread, which becomes the payload unless that has changed meanwhile.
template<typename Make>
void PayloadText::replaceBy(Make make)
{
    inBackground(this, std::move(make), [this, before = m_draft.text()](const NewText &made) {
        if (!made.fault.isEmpty())
            m_state->setState(Glyph::Cross, Tone::Bad, made.fault);
        else if (m_draft.text() == before)
            m_draft.setText(made.text);
    });
}

void PayloadText::layOut()
{
    if (!m_draft.syntaxFault().isEmpty() || m_draft.isBeingRead())
        return;
    if (!isTooLargeToEdit(m_draft.text()))
        m_draft.setText(indented(m_draft.text()));
    else
        replaceBy([text = m_draft.text()] { return NewText {.text = indented(text)}; });
}

void PayloadText::takePaste(const QString &before, const QString &pasted, const QString &after)
{
    replaceBy([=] { return NewText {.text = (before + pasted + after).toUtf8()}; });
}

void PayloadText::openFile(const QString &path)
{
    replaceBy([path] { return readFile(path); });
}

void PayloadText::saveTo(const QString &path)
{
    inBackground(
        this, [path, text = m_draft.text()] { return writeWhole(path, text); },
        [this, path](const QString &fault) {
            if (fault.isEmpty())
                m_state->setState(Glyph::Tick, Tone::Good, tr("Saved to %1").arg(path));
            else
                m_state->setState(Glyph::Cross, Tone::Bad, tr("Not saved: %1").arg(fault));
        });
}

void PayloadText::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a payload"), {}, tr("JSON (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadText::openFile);
    dialog->open();
}

void PayloadText::chooseWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save the payload"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadText::saveTo);
    dialog->open();
}

void PayloadText::take()
{
    if (!m_isShowing && !m_editor->isReadOnly())
        m_draft.setText(m_editor->toPlainText().toUtf8());
}

} // namespace conduit::ui
