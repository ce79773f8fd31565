// SPDX-License-Identifier: GPL-3.0-only
#include "app/stop_note.h"

#include <QCloseEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace conduit::app {

namespace {

constexpr int kLooksUnnoticedMax = 1;

} // namespace

StopNote::StopNote() : m_text(new QLabel(this))
{
    setWindowTitle(tr("Conduit is stopping"));
    m_text->setTextFormat(Qt::PlainText);
    auto *busy = new QProgressBar(this);
    busy->setRange(0, 0);
    auto *hurry = new QPushButton(tr("Stop now and give tasks back"), this);
    connect(hurry, &QPushButton::clicked, this, &StopNote::hurryRequested);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text);
    layout->addWidget(busy);
    layout->addWidget(hurry);
}

void StopNote::showTasks(int running)
{
    m_text->setText(running > 0 ? tr("Waiting for running tasks to finish: %1").arg(running)
                                : tr("Waiting for the local workers to end"));
    if (++m_looks > kLooksUnnoticedMax && !isVisible())
        show();
}

void StopNote::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT hurryRequested();
}

} // namespace conduit::app
