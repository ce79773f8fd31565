// SPDX-License-Identifier: GPL-3.0-only
#include "app/setting.h"
#include "broker/core/task_state.h"
#include "broker/http/http_api.h"
#include "broker/http/http_error.h"
#include "worker/worker_config.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

QString projectFile(const QString &path)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The line of a table that begins so, or nothing.
QString rowOf(const QString &document, const QString &start)
{
    for (const QString &line : document.split(u'\n')) {
        if (line.startsWith(start))
            return line;
    }
    return {};
}

/// In the documents' words.
QString wordOf(TaskEvent event)
{
    switch (event) {
    case TaskEvent::ComeDue:
        return u"come due"_s;
    case TaskEvent::Unblock:
        return u"unblock"_s;
    case TaskEvent::Defer:
        return u"defer"_s;
    case TaskEvent::Claim:
        return u"claim"_s;
    case TaskEvent::Complete:
        return u"complete"_s;
    case TaskEvent::Retry:
        return u"retry"_s;
    case TaskEvent::Die:
        return u"die"_s;
    case TaskEvent::Expire:
        return u"expire"_s;
    case TaskEvent::Release:
        return u"release"_s;
    case TaskEvent::Postpone:
        return u"postpone"_s;
    case TaskEvent::LoseLease:
        return u"lose lease"_s;
    case TaskEvent::Cancel:
        return u"cancel"_s;
    case TaskEvent::Revive:
        return u"revive"_s;
    case TaskEvent::Requeue:
        return u"requeue"_s;
    case TaskEvent::Trash:
        return u"trash"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

/// Holds the documents against what the code says of itself.
class TestPapers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void api_hasASectionForEachEndpoint()
    {
        const QString api = projectFile(u"docs/api.md"_s);
        for (const Endpoint &endpoint : HttpApi::router().endpoints()) {
            const QString name = QString::fromLatin1(nameOf(endpoint.method) + ' ' + endpoint.pattern);
            QVERIFY2(api.contains(u"\n## "_s + name + u'\n'), qPrintable(name));
        }
    }

    void api_tellsTheStatusOfEachErrorWord()
    {
        const QString api = projectFile(u"docs/api.md"_s);
        for (int code = 0; code <= static_cast<int>(ErrorCode::StorageFailed); ++code) {
            const ErrorForm form = errorForm(static_cast<ErrorCode>(code));
            const QString row = u"| %1 | `%2` | "_s.arg(form.status).arg(QString::fromLatin1(form.word));
            QVERIFY2(!rowOf(api, row).isEmpty(), qPrintable(row));
        }
    }

    void lifecycle_drawsEveryTransition()
    {
        const QString lifecycle = projectFile(u"docs/task-lifecycle.md"_s);
        for (const Transition &transition : kTransitions) {
            const QString row =
                u"| `%1` | %2 | `%3` |"_s.arg(wordFrom(transition.from), wordOf(transition.event), wordFrom(transition.to));
            const QString arrow =
                u"\n    %1 --> %2: %3\n"_s.arg(wordFrom(transition.from), wordFrom(transition.to), wordOf(transition.event));
            QVERIFY2(!rowOf(lifecycle, row).isEmpty(), qPrintable(row));
            QVERIFY2(lifecycle.contains(arrow), qPrintable(arrow));
        }
    }

    void lifecycle_drawsNothingElse()
    {
        static const QRegularExpression row(u"^\\| `\\w+` \\| [\\w ]+ \\| `\\w+` \\|"_s, QRegularExpression::MultilineOption);
        static const QRegularExpression arrow(u"^    \\w+ --> \\w+: "_s, QRegularExpression::MultilineOption);
        const QString lifecycle = projectFile(u"docs/task-lifecycle.md"_s);
        QCOMPARE(lifecycle.count(row), static_cast<qsizetype>(kTransitions.size()));
        QCOMPARE(lifecycle.count(arrow), static_cast<qsizetype>(kTransitions.size()));
    }

    void lifecycle_explainsEachState()
    {
        const QString lifecycle = projectFile(u"docs/task-lifecycle.md"_s);
        for (const TaskState state : kTaskStates) {
            // Of a deleted task that of the state that it was deleted from is shown.
            const QString status = state == TaskState::Trashed ? u"–"_s : statusFrom(state);
            const QString row = u"| `%1` | %2 | "_s.arg(wordFrom(state), status);
            QVERIFY2(!rowOf(lifecycle, row).isEmpty(), qPrintable(row));
        }
    }

    void setting_standsInBothTablesWithItsDefault_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("README") << u"README.md"_s;
        QTest::newRow("operations") << u"docs/operations.md"_s;
    }
    void setting_standsInBothTablesWithItsDefault()
    {
        QFETCH(QString, path);
        static const QRegularExpression defaultOf(u"default ([^)]+)\\)"_s);
        const QString document = projectFile(path);
        for (const conduit::app::Setting &setting : conduit::app::settings()) {
            // Behind the name: what it takes, or the end of the cell.
            const QRegularExpression start(u"^\\| `--%1[ `].*$"_s.arg(setting.name), QRegularExpression::MultilineOption);
            const QString row = start.match(document).captured();
            QVERIFY2(!row.isEmpty(), qPrintable(setting.name));
            // As many as the machine has cores is no figure for a table.
            const auto standard = defaultOf.match(setting.description);
            if (standard.hasMatch() && setting.name != u"concurrency")
                QVERIFY2(row.contains(u"| "_s + standard.captured(1)), qPrintable(row));
        }
    }

    void range_standsInTheTableOfOperations()
    {
        static const QRegularExpression rangeOf(u"\\(([\\d.]+ to [\\d.]+(?: s)?);"_s);
        const QString document = projectFile(u"docs/operations.md"_s);
        for (const conduit::app::Setting &setting : conduit::app::settings()) {
            const auto range = rangeOf.match(setting.description);
            const QString row = rowOf(document, u"| `--%1` |"_s.arg(setting.name));
            if (range.hasMatch())
                QVERIFY2(row.contains(u"| "_s + range.captured(1)), qPrintable(row));
        }
    }

    void workersFlag_standsInTheTableOfOperations()
    {
        using namespace conduit::worker;
        const Invocation help = invocationFrom({.arguments = {u"conduit-worker"_s, u"--help"_s},
                                                .environment = {},
                                                .dotEnv = {},
                                                .types = {},
                                                .name = {},
                                                .cores = 1});
        static const QRegularExpression flag(u"^ +(?:-\\w, )?(--[a-z-]+)"_s, QRegularExpression::MultilineOption);
        const QString document = projectFile(u"docs/operations.md"_s);
        int flags = 0;
        for (auto found = flag.globalMatch(std::get<Notice>(help).text); found.hasNext(); ++flags) {
            const QString name = found.next().captured(1);
            if (name != u"--help" && name != u"--version")
                QVERIFY2(!rowOf(document, u"| `%1` |"_s.arg(name)).isEmpty(), qPrintable(name));
        }
        QVERIFY(flags > 2);
    }
};

QTEST_APPLESS_MAIN(TestPapers)
#include "tst_papers.moc"
