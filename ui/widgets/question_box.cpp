// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/question_box.h"

#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr int kWidthInCharacters = 72;

/// Names may have an `&`, which a button would take for a mnemonic.
QString asButtonText(QString text) { return text.replace(u'&', QStringLiteral("&&")); }

/// A number may be typed with or without marks between its thousands.
bool isSame(const QString &typed, const QString &toType)
{
    return typed == toType || (countFrom(toType) && countFrom(typed) == countFrom(toType));
}

/// Of a key that was held since before.
bool isHeldAnswer(const QEvent &event)
{
    if (event.type() != QEvent::KeyPress)
        return false;
    const auto &press = static_cast<const QKeyEvent &>(event);
    return press.isAutoRepeat() && (press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter);
}

} // namespace

QuestionBox::QuestionBox(const Question &question, QWidget *parent)
    : QDialog(parent),
      m_text(headingLabel(question.text, this)),
      m_details(plainLabel(question.details, this)),
      m_yes(new QPushButton(asButtonText(question.yes), this)),
      m_no(new QPushButton(question.no, this))
{
    setWindowTitle(question.title);
    m_text->setWordWrap(true);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_text);
    column->addWidget(m_details);
    if (!question.toType.isEmpty())
        addTyping(question.toType);
    if (!question.silence.isEmpty()) {
        m_silence = new QCheckBox(question.silence, this);
        column->addWidget(m_silence);
    }
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_yes, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_no, QDialogButtonBox::RejectRole);
    column->addWidget(buttons);
    setFixedWidth(widthFor(*this, kWidthInCharacters));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_yes->installEventFilter(this);
    m_no->installEventFilter(this);
    auto *chosen = question.isFinal ? m_no : m_yes;
    chosen->setDefault(true);
    if (m_typed)
        m_typed->setFocus();
    else
        chosen->setFocus();
}

void QuestionBox::addTyping(const QString &toType)
{
    auto *label = plainLabel(tr("Type %1 to go on:").arg(toType), this);
    m_typed = new QLineEdit(this);
    m_typed->setAccessibleName(label->text());
    label->setBuddy(m_typed);
    layout()->addWidget(label);
    layout()->addWidget(m_typed);
    m_yes->setEnabled(false);
    connect(m_typed, &QLineEdit::textChanged, this,
            [this, toType](const QString &text) { m_yes->setEnabled(isSame(text.trimmed(), toType)); });
}

QString QuestionBox::text() const { return m_text->text(); }

QString QuestionBox::details() const { return m_details->text(); }

void QuestionBox::addDetail(const QString &line)
{
    m_details->setText(m_details->text() + u'\n' + line);
    adjustSize();
}

bool QuestionBox::eventFilter(QObject *watched, QEvent *event)
{
    return isHeldAnswer(*event) || QDialog::eventFilter(watched, event);
}

void QuestionBox::keyPressEvent(QKeyEvent *event)
{
    if (!isHeldAnswer(*event))
        QDialog::keyPressEvent(event);
}

bool QuestionBox::isSilenced() const { return m_silence && m_silence->isChecked(); }

} // namespace conduit::ui
