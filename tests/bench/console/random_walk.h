// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/bench/console/console_under_test.h"

#include <QRandomGenerator>

class QAbstractItemView;

namespace conduit::bench {

/// Somebody who wanders through the console without an aim, and changes nothing at the broker. What comes next is chosen at random.
class RandomWalk
{
public:
    RandomWalk(ConsoleUnderTest &console, QRandomGenerator &random) : m_console(console), m_random(random) { }

    /// Does one thing and looks at it for a moment.
    void step();
    [[nodiscard]] qint64 steps() const { return m_steps; }

private:
    void openSomePage();
    void chooseARow();
    void scrollSomewhere();
    void turnATab();
    void filterTasks();
    void sortTasks();
    void goToAnEnd();
    void openTheMenu();
    void openWhatStandsInFront();
    void resizeTheWindow();
    void openAnotherWindow();

    void look();
    [[nodiscard]] QWidget &page() const;
    /// One of the page's that is visible; null when there is none.
    template<typename Widget>
    [[nodiscard]] Widget *some() const;
    template<typename List>
    [[nodiscard]] const auto &oneOf(const List &list) const
    {
        return list[m_random.bounded(int(std::size(list)))];
    }

    ConsoleUnderTest &m_console;
    QRandomGenerator &m_random;
    qint64 m_steps = 0;
};

} // namespace conduit::bench
