// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli/code_project.h"

#include <QFile>
#include <QProcess>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QString kBuild = QStringLiteral(CONDUIT_BUILD_DIR "/");
constexpr int kPatienceMs = 300'000;

} // namespace

CodeProject::CodeProject(const QString &name) : m_folder(kBuild + u"generated_code/"_s + name) { m_folder.mkpath(u"."_s); }

bool CodeProject::write(const QString &name, const QByteArray &content) const
{
    QFile file(pathOf(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

bool CodeProject::setUpTypeScript() const
{
    (void)QFile::remove(pathOf(u"node_modules/conduit-client"_s));
    return write(u"package.json"_s, R"({"type": "module"})")
        && write(
               u"tsconfig.json"_s,
               R"({"compilerOptions": {"strict": true, "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true,)"
               R"("noUnusedLocals": true, "noUnusedParameters": true, "target": "ES2022", "lib": ["ES2022", "DOM"], "types": [],)"
               R"("module": "nodenext", "outDir": "built"}, "include": ["*.ts"]})")
        && m_folder.mkpath(u"node_modules"_s)
        && QFile::link(kBuild + u"sdk_typescript/typescript"_s, pathOf(u"node_modules/conduit-client"_s));
}

bool CodeProject::setUpRust(const QByteArray &crate) const
{
    const QByteArray sdk = (kBuild + u"sdk_rust/rust"_s).toUtf8();
    return m_folder.mkpath(u"src"_s)
        && write(u"Cargo.toml"_s,
                 "[package]\nname = \"" + crate
                     + "\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\nconduit-client = { path = \"" + sdk
                     + "\" }\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n[workspace]\n");
}

QStringList CodeProject::cargoArguments(const QString &verb)
{
    return {verb, u"--quiet"_s, u"--offline"_s, u"--config"_s, QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/rust/debian.toml")};
}

QProcessEnvironment CodeProject::cargoEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(u"CARGO_TARGET_DIR"_s, kBuild + u"sdk_rust/target"_s);
    environment.insert(u"CARGO_HOME"_s, kBuild + u"sdk_rust/home"_s);
    environment.insert(u"CARGO_PROFILE_DEV_DEBUG"_s, u"0"_s);
    environment.insert(u"RUSTC"_s, u"/usr/bin/rustc"_s);
    return environment;
}

QString CodeProject::pathOfCrate(const QByteArray &crate)
{
    return kBuild + u"sdk_rust/target/debug/"_s + QString::fromLatin1(crate);
}

QByteArray CodeProject::faultOf(const QString &program, const QStringList &arguments, const QProcessEnvironment &more) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(more);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool isGood =
        process.waitForFinished(kPatienceMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return isGood ? QByteArray() : program.toUtf8() + ": " + process.readAll() + process.errorString().toUtf8();
}

} // namespace conduit::test
