// SPDX-License-Identifier: MIT
// Follows a task to its end, a line for each change: watch ID
#include <conduit/client.h>
#include <conduit/repeating_transport.h>

#include <QCoreApplication>

#include <cstdio>

using namespace conduit;

namespace {

QString lineOf(const wire::Task &task)
{
    QStringList words {task.id, task.taskType, task.state};
    if (task.progress)
        words += QString::number(task.progress->percent) + " %";
    if (task.result)
        words += task.result->error.value_or(QString::fromUtf8(task.result->output));
    return words.join(' ');
}

/// Asks again each time the task has not ended within a second.
void watch(client::Client &broker, const QString &id, const QString &shown)
{
    broker.awaitTask(id, wire::Seconds(shown.isEmpty() ? 0 : 1), &broker,
                     [&broker, id, shown](const client::Result<wire::Task> &task) {
                         if (!task) {
                             std::fprintf(stderr, "%s\n", qUtf8Printable(task.error().message));
                             return QCoreApplication::exit(1);
                         }
                         const QString line = lineOf(*task);
                         if (line != shown) {
                             std::puts(qUtf8Printable(line));
                             std::fflush(stdout);
                         }
                         if (task->hasEnded())
                             return QCoreApplication::exit(0);
                         watch(broker, id, line);
                     });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "watch ID: the id of the task to follow.\n");
        return 2;
    }
    const auto once = client::transportFromEnvironment();
    client::RepeatingTransport transport(*once);
    client::Client broker(transport);
    watch(broker, QCoreApplication::arguments().at(1), {});
    return QCoreApplication::exec();
}
