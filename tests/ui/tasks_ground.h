// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/task_table_view.h"

#include <QAction>
#include <QTest>

namespace conduit::test {

[[nodiscard]] inline QString taskId(int number)
{
    return QStringLiteral("00000000-0000-7000-8000-%1").arg(number, 12, 10, QChar(u'0'));
}

/// Tasks with higher numbers are newer, by a second each.
[[nodiscard]] inline wire::Task numberedTask(int number, const QString &state = QStringLiteral("completed"))
{
    wire::Task made;
    made.id = taskId(number);
    made.taskType = QStringLiteral("echo");
    made.state = state;
    made.createdAt = pretendNow().addSecs(number - 1'000'000);
    made.payload = R"({"n":)" + QByteArray::number(number) + '}';
    return made;
}

/// The page of tasks by itself, on a broker without any.
struct TasksGround
{
    TasksGround()
    {
        page.resize(1100, 640);
        TimedApp::watch();
    }

    [[nodiscard]] ui::TaskTableView *table() { return page.table(); }
    /// Null when there is none.
    [[nodiscard]] QAction *action(const QString &id)
    {
        for (auto *each : page.viewActions() + page.editActions() + page.taskActions())
            if (each->objectName() == id)
                return each;
        return nullptr;
    }
    [[nodiscard]] QPoint placeOf(int row, int column) { return table()->visualRect(page.model().index(row, column)).center(); }
    void clickCell(int row, int column)
    {
        table()->scrollTo(page.model().index(row, column));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, placeOf(row, column));
    }
    /// Until it lists so many.
    void show(int rows)
    {
        page.show();
        QTRY_COMPARE(page.model().rowCount(), rows);
        QTRY_VERIFY(table()->isVisible());
    }

    PretendBroker broker {pretendNow()};
    client::Client client {broker};
    PretendSettings settings;
    ui::TasksPage page {client, QStringLiteral("http://127.0.0.1:8080"), &pretendNow, *settings};
};

} // namespace conduit::test
