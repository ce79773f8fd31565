// SPDX-License-Identifier: GPL-3.0-only
// Gives a target every file of a folder, so that what fuzzing once found stays mended in each build, whatever the compiler.

#include "tests/fuzz/fuzz_target.h"

#include <QDir>
#include <QFile>

int main(int argc, char **argv)
{
    const QDir corpus(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    const QStringList names = corpus.entryList(QDir::Files, QDir::Name);
    conduit::test::require(argc == 2 && !names.isEmpty(), "the only argument is a folder with inputs");
    for (const QString &name : names) {
        QFile file(corpus.filePath(name));
        conduit::test::require(file.open(QIODevice::ReadOnly), "the input can be read");
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout); // an input that kills the process is the last one named
        conduit::test::tryInput(file.readAll());
    }
    return 0;
}
