// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/payload_form.h"

#include "ui/format/beginning.h"
#include "ui/format/task_words.h"
#include "ui/widgets/field_editor.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/state_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kNameInCharacters = 28;
constexpr int kNameWidthMax = 210;              ///< Of large texts, which leave room for the field.
constexpr qsizetype kHintCharactersMax = 2'000; ///< Of a description; more takes seconds to lay out.

/// The member of the payload that a pointer (RFC 6901) leads into.
QString memberOf(const QString &pointer)
{
    if (!pointer.startsWith(u'/'))
        return {};
    auto piece = pointer.section(u'/', 1, 1);
    return piece.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
}

} // namespace

FieldRow::FieldRow(const wire::Field &field, PayloadDraft &draft, QWidget *parent)
    : QWidget(parent),
      m_field(field),
      m_draft(draft),
      m_editor(makeFieldEditor(field, this)),
      m_message(new StateLabel(this)),
      m_hints(buildHints())
{
    m_editor->input()->setAccessibleName(field.name);
    m_editor->input()->setAccessibleDescription(field.description);
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    right->addWidget(m_editor);
    right->addWidget(m_message);
    right->addWidget(m_hints);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(buildName(), 0, Qt::AlignTop);
    row->addLayout(right, 1);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    connect(m_editor, &FieldEditor::edited, this, [this](const QByteArray &token) {
        m_isTouched = true;
        m_draft.setMember(m_field.name, token);
    });
    connect(m_editor, &FieldEditor::cleared, this, [this] {
        m_isTouched = true;
        m_draft.removeMember(m_field.name);
    });
    connect(m_editor, &FieldEditor::faultChanged, this, [this] {
        m_isTouched = true;
        showMessage();
    });
    refresh();
}

void FieldRow::refresh()
{
    const auto token = m_draft.member(m_field.name);
    if (token != m_token)
        m_refusal.clear();
    m_token = token;
    m_editor->showToken(token);
    if (m_set)
        m_set->setChecked(token.has_value());

    const auto faults = m_draft.faults();
    const auto fault =
        std::find_if(faults.cbegin(), faults.cend(), [this](const PayloadFault &f) { return f.member == m_field.name; });
    m_isMissing = fault != faults.cend() && fault->isMissing;
    m_schemaFault = fault == faults.cend() ? QString() : fault->message;
    showMessage();
}

void FieldRow::setRefusal(const QString &message)
{
    m_refusal = message;
    m_isTouched = true;
    showMessage();
}

QString FieldRow::message() const
{
    if (!m_editor->fault().isEmpty())
        return m_editor->fault();
    if (!m_refusal.isEmpty())
        return m_refusal;
    // A form that nobody has filled in yet is not wrong.
    return m_isMissing && !m_isTouched ? QString() : m_schemaFault;
}

bool FieldRow::isWrong() const
{
    return !m_editor->fault().isEmpty() || !m_refusal.isEmpty() || (!m_schemaFault.isEmpty() && !m_isMissing);
}

QWidget *FieldRow::buildName()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(std::min(fontMetrics().averageCharWidth() * kNameInCharacters, kNameWidthMax));
    auto *name = new ElidingLabel(m_field.name, side);
    auto strong = name->font();
    strong.setWeight(QFont::DemiBold);
    name->setFont(strong);
    auto *kind = quietLabel(
        m_field.required ? tr("%1, required").arg(fieldTypeLabel(m_field.type)) : fieldTypeLabel(m_field.type), side);
    kind->setWordWrap(kind->sizeHint().width() > side->maximumWidth()); // Only then: what wraps stretches the rows.
    auto *first = new QHBoxLayout;
    first->setSpacing(m_field.required ? 6 : 0); // The box brings room of its own.
    if (!m_field.required) {
        m_set = new QCheckBox(side);
        m_set->setAccessibleName(tr("Set %1").arg(m_field.name));
        setPlainToolTip(m_set, tr("Set: the member is in the payload. Not set: it is absent."));
        connect(m_set, &QCheckBox::clicked, this, &FieldRow::setPresent);
        first->addWidget(m_set);
    }
    first->addWidget(name, 1);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 3, 0, 0);
    column->setSpacing(2);
    column->addLayout(first);
    column->addWidget(kind);
    return side;
}

QWidget *FieldRow::buildHints()
{
    auto *hints = new QWidget(this);
    auto *column = new QVBoxLayout(hints);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    if (!m_field.description.isEmpty()) {
        auto *description = quietLabel(beginningOf(m_field.description, kHintCharactersMax), hints);
        description->setWordWrap(true);
        description->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // A long word makes no form wider.
        description->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(description);
    }
    if (!m_field.example.isEmpty()) {
        auto *use = new LinkButton(tr("Use example"), hints);
        use->setAccessibleName(tr("Use the example for %1").arg(m_field.name));
        auto *example = new ElidingLabel(tr("Example: %1").arg(QString::fromUtf8(m_field.example)), hints);
        example->setForegroundRole(QPalette::PlaceholderText);
        example->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
        connect(use, &LinkButton::clicked, this, [this] {
            m_isTouched = true;
            m_draft.setMember(m_field.name, m_field.example);
        });
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(example);
        row->addWidget(use);
        row->addStretch(1);
        column->addLayout(row);
    }
    return hints;
}

void FieldRow::setPresent(bool isPresent)
{
    m_isTouched = true;
    if (!isPresent)
        return m_draft.removeMember(m_field.name);
    if (!m_token)
        m_draft.setMember(m_field.name, m_editor->firstToken());
    m_editor->input()->setFocus(Qt::OtherFocusReason);
}

void FieldRow::showMessage()
{
    const auto text = message();
    m_message->setState(Glyph::Cross, Tone::Bad, text);
    m_message->setVisible(!text.isEmpty());
    setPlainToolTip(m_message, text);
    m_editor->input()->setAccessibleDescription(text.isEmpty() ? m_field.description : text);
    Q_EMIT messageChanged();
}

PayloadForm::PayloadForm(PayloadDraft &draft, QWidget *parent)
    : QScrollArea(parent), m_draft(draft), m_content(new QWidget(this)), m_column(new QVBoxLayout(m_content))
{
    m_column->setContentsMargins(16, 14, 16, 14);
    m_column->setSpacing(16);
    setWidget(m_content);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // Its fields take the keyboard, and are scrolled to.
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&draft, &PayloadDraft::changed, this, &PayloadForm::refresh);
    rebuild();
}

QList<client::Failure::Detail> PayloadForm::showRefusal(const QList<client::Failure::Detail> &details)
{
    QList<client::Failure::Detail> others;
    for (const auto &detail : details) {
        if (auto *at = row(memberOf(detail.pointer)))
            at->setRefusal(detail.message);
        else
            others.append(detail);
    }
    return others;
}

QStringList PayloadForm::missingFields() const
{
    QStringList names;
    for (const auto *row : m_rows)
        if (row->isMissing() && !row->isWrong())
            names.append(row->field().name);
    return names;
}

QStringList PayloadForm::wrongFields() const
{
    QStringList names;
    for (const auto *row : m_rows)
        if (row->isWrong())
            names.append(row->field().name);
    return names;
}

void PayloadForm::focusField(const QString &name)
{
    if (auto *at = row(name)) {
        ensureWidgetVisible(at);
        at->editor()->input()->setFocus(Qt::OtherFocusReason);
    }
}

FieldEditor *PayloadForm::editor(const QString &name) const
{
    const auto *at = row(name);
    return at ? at->editor() : nullptr;
}

QString PayloadForm::messageAt(const QString &name) const
{
    const auto *at = row(name);
    return at ? at->message() : QString();
}

void PayloadForm::rebuild()
{
    while (auto *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows.clear();
    m_extra = quietLabel({}, m_content);
    m_extra->setWordWrap(true);
    if (m_draft.schema()) {
        for (const auto &field : m_draft.schema()->fields) {
            auto *row = new FieldRow(field, m_draft, m_content);
            connect(row, &FieldRow::messageChanged, this, [this] {
                if (!m_isRefreshing)
                    Q_EMIT attentionChanged();
            });
            m_rows.append(row);
            m_column->addWidget(row);
        }
    }
    m_column->addWidget(m_extra);
    m_column->addStretch(1);
}

void PayloadForm::refresh()
{
    const auto text = m_draft.schema() ? m_draft.schema()->text : QByteArray();
    const auto type = m_draft.schema() ? m_draft.schema()->taskType : QString();
    if (text != m_schemaText || type != m_schemaType) {
        m_schemaText = text;
        m_schemaType = type;
        rebuild();
    }
    // Broken JSON locks the form; what it showed last stays readable.
    m_content->setEnabled(m_draft.isObject());
    m_isRefreshing = true; // What each row has to say is told once, for all of them.
    if (m_draft.isObject())
        for (auto *row : m_rows)
            row->refresh();
    m_isRefreshing = false;
    const auto extra = m_draft.extraMembers();
    m_extra->setText(extra.isEmpty() ? QString() : tr("Also in the JSON, kept as they are: %1").arg(extra.join(u", "_s)));
    m_extra->setVisible(!extra.isEmpty());
    if (m_rows.isEmpty() && m_draft.schema()) {
        m_extra->setText(tr("This type takes no fields. The JSON tab adds members of your own."));
        m_extra->setVisible(true);
    }
    Q_EMIT attentionChanged();
}

FieldRow *PayloadForm::row(const QString &name) const
{
    const auto found =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const FieldRow *row) { return row->field().name == name; });
    return found == m_rows.cend() ? nullptr : *found;
}

} // namespace conduit::ui
