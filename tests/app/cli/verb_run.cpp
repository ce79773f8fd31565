// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli/verb_run.h"

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 30'000;
const QString kFolder = QStringLiteral(CONDUIT_BIN_DIR);

} // namespace

void VerbRun::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList inherited = environment.keys();
    for (const QString &name : inherited) {
        if (name.startsWith(u"CONDUIT_") || name.contains(u"DISPLAY"))
            environment.remove(name);
    }
    environment.insert(u"CONDUIT_URL"_s, m_address);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"nonsense"_s);
    environment.insert(u"TZ"_s, u"IST-5:30"_s);
    environment.insert(u"PATH"_s, kFolder + u':' + environment.value(u"PATH"_s));
    for (const auto &[name, value] : m_environment)
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
}

std::unique_ptr<QProcess> VerbRun::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    prepare(*process);
    process->start(kFolder + u"/conduit"_s, arguments);
    return process;
}

VerbOutcome VerbRun::finish(QProcess &process)
{
    process.closeWriteChannel();
    const bool hasEnded = (process.state() == QProcess::NotRunning || process.waitForFinished(kPatience))
        && process.exitStatus() == QProcess::NormalExit;
    return {.code = hasEnded ? std::optional(process.exitCode()) : std::nullopt,
            .out = process.readAllStandardOutput(),
            .err = process.readAllStandardError()};
}

VerbOutcome VerbRun::run(const QStringList &arguments, const QByteArray &input) const
{
    const auto process = start(arguments);
    process->write(input);
    return finish(*process);
}

VerbOutcome VerbRun::runShell(const QString &script) const
{
    QProcess shell;
    prepare(shell);
    shell.start(u"bash"_s, {u"-c"_s, script});
    return finish(shell);
}

} // namespace conduit::test
