// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/value_editors.h"

#include "ui/background.h"
#include "ui/models/payload_draft.h"
#include "ui/widgets/growing_text_edit.h"
#include "ui/widgets/json_highlighter.h"
#include "ui/widgets/labels.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kBeginning = 200; ///< Characters of a text that is too large to edit.
/// Certainly too large, whatever it says.
constexpr qsizetype kTokenBytesMax = 4 * GrowingTextEdit::kCharactersMax;

void fill(QWidget *outer, QWidget *inner)
{
    auto *column = new QVBoxLayout(outer);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(inner);
    outer->setFocusProxy(inner);
}

/// The content of a JSON string; the text itself for anything else, so that a wrong value can be seen and mended.
QString contentOf(const QByteArray &token)
{
    const auto document = json::Document::parse(token, json::kPayloadDepthMax);
    if (document)
        if (const auto content = document->root().toString())
            return *content;
    return QString::fromUtf8(token);
}

/// No more of it than the beginning of its text needs.
QByteArray beginningOf(const QByteArray &token) { return token.first(std::min(token.size(), 4 * kBeginning)); }

/// A text that can be edited, or the beginning of one that is too large for it.
void showIn(GrowingTextEdit &edit, const QString &text, bool isLarge)
{
    edit.setReadOnly(isLarge);
    edit.setPlainText(isLarge ? PayloadDraft::tr("%1… (too large to edit here: use the JSON tab)")
                                    .arg(text.first(std::min(text.size(), kBeginning)))
                              : text);
}

} // namespace

TextEditor::TextEditor(QWidget *parent) : FieldEditor(parent), m_text(new GrowingTextEdit(1, 6, this))
{
    fill(this, m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_text->isReadOnly())
            give(json::quoted(m_text->toPlainText()));
    });
    connect(m_text, &GrowingTextEdit::largeTextGiven, this, [this](const QString &text) {
        inBackground(
            this, [text] { return json::quoted(text); },
            [this](const QByteArray &token) {
                showToken(token);
                give(token);
            });
    });
}

QWidget *TextEditor::input() const { return m_text; }

void TextEditor::display(const std::optional<QByteArray> &token)
{
    if (token && token->size() > kTokenBytesMax)
        return showIn(*m_text, QString::fromUtf8(beginningOf(*token).sliced(token->startsWith('"') ? 1 : 0)), true);
    const auto text = token ? contentOf(*token) : QString();
    showIn(*m_text, text, text.size() > GrowingTextEdit::kCharactersMax);
}

NumberEditor::NumberEditor(QWidget *parent) : FieldEditor(parent), m_text(new QLineEdit(this))
{
    m_text->setMaximumWidth(m_text->fontMetrics().averageCharWidth() * 36);
    fill(this, m_text);
    connect(m_text, &QLineEdit::textChanged, this, &NumberEditor::read);
}

QWidget *NumberEditor::input() const { return m_text; }

void NumberEditor::display(const std::optional<QByteArray> &token)
{
    m_text->setText(token ? QString::fromUtf8(*token) : QString());
}

void NumberEditor::read(const QString &text)
{
    const auto typed = text.trimmed();
    if (typed.isEmpty())
        return giveNothing();
    const auto document = json::Document::parse(typed.toUtf8(), 1);
    if (document && document->root().kind() == json::Kind::Number)
        return give(typed.toUtf8());
    if (typed.count(u',') == 1 && !typed.contains(u'.')) {
        auto withPoint = typed;
        return giveFault(tr("Write a point instead of the comma: %1").arg(withPoint.replace(u',', u'.')));
    }
    static const QRegularExpression number(u"^-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?$"_s);
    if (!document && number.match(typed).hasMatch())
        return giveFault(document.error().message); // It is one, but none that can be kept.
    giveFault(tr("Not a number. Write it like 12, -0.5 or 1e3."));
}

BooleanEditor::BooleanEditor(QWidget *parent) : FieldEditor(parent), m_choice(new QComboBox(this))
{
    m_choice->addItems({u"true"_s, u"false"_s});
    m_choice->setPlaceholderText(tr("choose"));
    m_choice->setCurrentIndex(-1);
    m_choice->setMaximumWidth(m_choice->fontMetrics().averageCharWidth() * 18);
    fill(this, m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            give(m_choice->itemText(index).toUtf8());
    });
}

QWidget *BooleanEditor::input() const { return m_choice; }

void BooleanEditor::display(const std::optional<QByteArray> &token)
{
    m_choice->setCurrentIndex(token ? m_choice->findText(QString::fromUtf8(*token)) : -1);
}

JsonEditor::JsonEditor(wire::FieldType type, QWidget *parent)
    : FieldEditor(parent), m_type(type), m_text(new GrowingTextEdit(2, 10, this))
{
    m_text->setFont(monospaceFont());
    auto *highlighter = new JsonHighlighter(m_text->document());
    highlighter->setPalette(palette());
    fill(this, m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, &JsonEditor::read);
}

QWidget *JsonEditor::input() const { return m_text; }

QByteArray JsonEditor::firstToken() const { return m_type == wire::FieldType::Object ? "{}" : "[]"; }

void JsonEditor::display(const std::optional<QByteArray> &token)
{
    const auto isLarge = token && token->size() > GrowingTextEdit::kCharactersMax;
    const auto text = token ? QString::fromUtf8(isLarge ? beginningOf(*token) : *token) : QString();
    showIn(*m_text, text, isLarge);
}

void JsonEditor::read()
{
    if (m_text->isReadOnly())
        return;
    const auto typed = m_text->toPlainText().trimmed().toUtf8();
    if (typed.isEmpty())
        return giveNothing();
    const auto document = json::Document::parse(typed, json::kPayloadDepthMax - 1); // inside the payload's object
    if (!document)
        return giveFault(document.error().message);
    if (const auto fault = typeFault(m_type, document->root()); !fault.isEmpty())
        return giveFault(fault);
    give(typed);
}

} // namespace conduit::ui
