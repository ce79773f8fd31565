// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/broker_log_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/log_view.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::ui {

BrokerLogDialog::BrokerLogDialog(const QStringList &lines, QWidget *parent) : QDialog(parent), m_view(new LogView(this))
{
    setWindowTitle(tr("Broker log"));
    m_view->setLines(lines, tr("Nothing has been written yet."));
    auto *about = quietLabel(tr("What this program has written since it began, the latest last. The same goes to its standard "
                                "error output."),
                             this);
    about->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(about);
    column->addWidget(m_view, 1);
    column->addWidget(buttons);
    resize(860, 520);
    connect(copy, &QPushButton::clicked, this,
            [lines] { QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n'))); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace conduit::ui
