// SPDX-License-Identifier: MIT
// Enqueues a task and prints its id: enqueue [TYPE [PAYLOAD]], such as: enqueue shout '{"text": "hello"}'
#include <conduit/client.h>
#include <conduit/repeating_transport.h>

#include <QCoreApplication>

#include <cstdio>

using namespace conduit;

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto once = client::transportFromEnvironment();
    client::RepeatingTransport transport(*once);
    client::Client broker(transport);

    wire::NewTask task;
    task.taskType = words.value(1, "shout");
    task.payload = words.value(2, R"({"text": "hello"})").toUtf8();
    broker.enqueue(task, &program, [](const client::Result<wire::Task> &enqueued) {
        if (enqueued)
            std::puts(qUtf8Printable(enqueued->id));
        else
            std::fprintf(stderr, "%s\n", qUtf8Printable(enqueued.error().message));
        QCoreApplication::exit(enqueued ? 0 : 1);
    });
    return QCoreApplication::exec();
}
