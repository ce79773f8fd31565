// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/journeys/hand.h"
#include "tests/ui/journeys/journey_ground.h"
#include "tests/ui/timed_app.h"

#include <QObject>
#include <QTest>

#include <memory>

namespace conduit::ui {
class EnqueuePage;
class TasksPage;
} // namespace conduit::ui

namespace conduit::test {

/// Each journey has a ground and a hand of its own, and fails when anything kept the window busy.
class JourneyTest : public QObject
{
    Q_OBJECT
protected:
    /// Before the ground is walked on, while its broker does not run yet.
    virtual void prepare(JourneyGround &) { }
    /// When the broker runs.
    virtual void begin() { }
    /// After the console was closed.
    virtual void end() { }

    [[nodiscard]] ui::TasksPage *tasks() const;
    [[nodiscard]] ui::EnqueuePage *enqueue() const;
    /// Where a person is who works with tasks: the console is new, and its list has this many rows and the keyboard.
    void openTheList(int rows);

    std::unique_ptr<JourneyGround> m_ground;
    Hand m_hand;

private Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace conduit::test
