// SPDX-License-Identifier: GPL-3.0-only
// Owns a pool of fake workers, prints their process ids and waits to be killed: pool_host PROGRAM LOGDIR COUNT.
#include "app/worker_pool.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    conduit::app::WorkerPool pool(
        {.program = arguments.at(1), .workingDirectory = {}, .logDirectory = arguments.at(2), .count = arguments.at(3).toInt()},
        &std::chrono::steady_clock::now, [] { return QDateTime(); });
    QObject::connect(&pool, &conduit::app::WorkerPool::logAppended, &application, [&](int number, const QStringList &lines) {
        if (lines.contains(u"ready"_s)) {
            std::printf("%lld\n", static_cast<long long>(pool.worker(number)->pid()));
            std::fflush(stdout);
        }
    });
    pool.attach(u"http://127.0.0.1:1"_s, QString());
    return QCoreApplication::exec();
}
