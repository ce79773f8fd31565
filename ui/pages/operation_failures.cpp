// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/operation_failures.h"

#include "ui/feeds/change_failure.h"
#include "ui/format/operation_words.h"
#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/density.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRowsShown = 5;
constexpr int kNotFound = 404;

/// Those that need nothing but the tasks.
bool canRepeat(const wire::Operation &operation)
{
    static const QStringList verbs {u"retry"_s, u"cancel"_s, u"promote"_s, u"hold"_s, u"delete"_s, u"restore"_s};
    const bool hasEnded = operation.state == u"done" || operation.state == u"stopped";
    return hasEnded && verbs.contains(operation.verb);
}

} // namespace

OperationFailures::OperationFailures(client::Client &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_heading(headingLabel({}, this)),
      m_list(new QListWidget(this)),
      m_again(new QAction(glyphIcon(Glyph::Refresh), tr("Try these again"), this))
{
    m_again->setObjectName(u"event.retry_failed"_s);
    m_list->setAccessibleName(tr("Tasks that were not changed, and why"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFixedHeight(kRowsShown * tableRowHeight(m_list->fontMetrics()));
    auto *top = new QHBoxLayout;
    top->addWidget(m_heading);
    top->addStretch();
    top->addWidget(actionButton(m_again, this));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(6);
    column->addLayout(top);
    column->addWidget(m_list);
    offer(*m_again);
    connect(m_again, &QAction::triggered, this, &OperationFailures::tryAgain);
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        if (const QString id = item->data(Qt::UserRole).toString(); !id.isEmpty())
            Q_EMIT taskRequested(id);
    });
    hide();
}

QString OperationFailures::heading() const { return m_heading->text(); }

void OperationFailures::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showPossible();
}

void OperationFailures::showOf(const wire::AuditEntry *entry)
{
    const bool hasFailures = entry && entry->kind == u"operation" && entry->counts && entry->counts->failed > 0;
    const QString id = hasFailures ? entry->target : QString();
    if (id == m_id && (!hasFailures || entry->counts->failed == m_failed))
        return;
    m_id = id;
    m_failed = hasFailures ? entry->counts->failed : 0;
    m_operation = {};
    m_list->clear();
    m_heading->setText(tr("Not changed: %1").arg(countText(m_failed)));
    showPossible();
    setVisible(hasFailures);
    if (hasFailures)
        m_client.loadOperation(id, this, [this, id](const client::Result<wire::Operation> &answer) {
            if (id == m_id)
                take(answer);
        });
}

void OperationFailures::take(const client::Result<wire::Operation> &answer)
{
    m_list->clear();
    if (!answer) {
        m_list->addItem(answer.error().status == kNotFound
                            ? tr("It ended more than a day ago: the broker does not know any more which they were.")
                            : answer.error().message);
        return;
    }
    m_operation = *answer;
    if (m_operation.errors.size() < m_failed)
        m_heading->setText(tr("Not changed: %1. The first %2:").arg(countText(m_failed), countText(m_operation.errors.size())));
    for (const wire::OperationError &error : std::as_const(m_operation.errors)) {
        auto *item = new QListWidgetItem(u"%1  ·  %2"_s.arg(error.id, firstLine(error.message)), m_list);
        item->setData(Qt::UserRole, error.id);
        item->setToolTip(plainToolTip(error.message));
    }
    showPossible();
}

void OperationFailures::tryAgain()
{
    QStringList ids;
    for (const wire::OperationError &error : std::as_const(m_operation.errors))
        ids.append(error.id);
    m_client.startOperation({.verb = m_operation.verb, .ids = ids}, this,
                            [this](const client::Result<wire::Operation> &answer) {
                                if (answer)
                                    Q_EMIT said(tr("They are tried again."));
                                else
                                    Q_EMIT refused(changeFailureText(answer.error()));
                            });
}

void OperationFailures::showPossible()
{
    offer(*m_again,
          !m_isOnline                        ? brokerCannot()
              : m_operation.errors.isEmpty() ? tr("It is not known which tasks they were.")
              : !canRepeat(m_operation)      ? tr("What it did takes more than the tasks: do it on the Tasks page.")
                                             : QString());
}

} // namespace conduit::ui
