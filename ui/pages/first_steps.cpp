// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/first_steps.h"

#include "ui/format/curl.h"
#include "ui/local_workers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kCardInCharacters = 44;

/// As the tiles that come in their place look.
class Card final : public QFrame
{
public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hairline(palette()));
        painter.setBrush(palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
};

/// A step: its name, why, and the button that does it.
QFrame *card(const QString &title, QLabel *text, QPushButton *button, QWidget *parent)
{
    auto *frame = new Card(parent);
    frame->setFixedWidth(frame->fontMetrics().averageCharWidth() * kCardInCharacters);
    text->setWordWrap(true);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addWidget(headingLabel(title, frame));
    column->addWidget(text);
    column->addStretch();
    column->addWidget(button, 0, Qt::AlignLeft);
    return frame;
}

wire::NewTask firstTask()
{
    wire::NewTask task;
    task.taskType = u"echo"_s;
    task.payload = R"({"echo":"hello"})";
    return task;
}

} // namespace

FirstSteps::FirstSteps(const QString &address, LocalWorkers *local, QWidget *parent)
    : QWidget(parent),
      m_address(address),
      m_local(local),
      m_startText(quietLabel({}, this)),
      m_start(new PrimaryButton(this)),
      m_enqueue(new QPushButton(tr("Enqueue your first task"), this)),
      m_copy(new QPushButton(tr("Copy the command"), this))
{
    auto *cards = new QHBoxLayout;
    cards->setSpacing(14);
    cards->addStretch();
    cards->addWidget(card(tr("1  A worker"), m_startText, m_start, this));
    cards->addWidget(card(tr("2  A task"),
                          quietLabel(tr("The form opens with a task of type echo. It comes back as it was sent."), this),
                          m_enqueue, this));
    cards->addWidget(card(tr("From elsewhere"),
                          quietLabel(tr("A line for a shell enqueues the same task, here or on another machine."), this),
                          m_copy, this));
    cards->addStretch();
    auto *title = titleLabel(tr("The broker is ready for its first task"), this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(18);
    column->addStretch(2);
    column->addWidget(title, 0, Qt::AlignHCenter);
    column->addLayout(cards);
    column->addStretch(3);
    connect(m_start, &QPushButton::clicked, this, &FirstSteps::startRequested);
    connect(m_enqueue, &QPushButton::clicked, this, [this] { Q_EMIT enqueueRequested(firstTask()); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(enqueueCurl(m_address, firstTask()));
        Q_EMIT copied();
    });
    if (m_local)
        connect(m_local, &LocalWorkers::changed, this, &FirstSteps::showWorkers);
    showWorkers();
}

void FirstSteps::showWorkers()
{
    const bool isThere = m_local && m_local->count() > 0;
    m_start->setText(!m_local ? tr("Show workers") : isThere ? tr("A worker is running") : tr("Start the echo worker"));
    m_start->setEnabled(!isThere);
    m_startText->setText(!m_local      ? tr("Workers run the tasks. Start conduit-worker where the work shall be done.")
                             : isThere ? tr("It waits for tasks of type echo and validate_image.")
                                       : tr("Workers run the tasks. This one knows the types echo and validate_image."));
    if (isThere && m_start->hasFocus())
        m_enqueue->setFocus(Qt::OtherFocusReason);
}

} // namespace conduit::ui
