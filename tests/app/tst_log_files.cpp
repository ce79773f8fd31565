// SPDX-License-Identifier: GPL-3.0-only
#include "app/log_files.h"
#include "app/log_tail.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::app {

class TestLogFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void tail_keepsTheLastLines();
    void tail_isBoundedHoweverLongTheLinesAre();
    void file_rotatesAndForgetsTheOldest();
    void file_goesOnWhereItStopped();
    void file_survivesAFolderThatCannotBeMade();
    void files_areWrittenWhenTheOwnerEnds();
    void files_haveNamesThatAreSafe();

private:
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no such file");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLogFiles::tail_keepsTheLastLines()
{
    LogTail tail;
    for (int i = 0; i <= LogTail::kLinesMax; ++i)
        tail.append({QString::number(i)});
    QCOMPARE(tail.lines().size(), LogTail::kLinesMax);
    QCOMPARE(tail.lines().first(), u"1"_s);
    QCOMPARE(tail.lines().last(), QString::number(LogTail::kLinesMax));
}

void TestLogFiles::tail_isBoundedHoweverLongTheLinesAre()
{
    LogTail tail;
    const QString line(8'192, u'a');
    for (int i = 0; i < 1'000; ++i)
        tail.append({line});
    QVERIFY(tail.lines().size() * line.size() <= LogTail::kCharactersMax);
    QVERIFY(tail.lines().size() > 100);
}

void TestLogFiles::file_rotatesAndForgetsTheOldest()
{
    RotatingFile file(m_folder->filePath(u"x.log"_s), {.bytesMax = 10, .filesMax = 3});
    for (const char *line : {"one 5678\n", "two 5678\n", "three\n", "four 678\n", "five\n"})
        file.append(line);
    QCOMPARE(content(u"x.log"_s), "five\n");
    QCOMPARE(content(u"x.log.1"_s), "four 678\n");
    QCOMPARE(content(u"x.log.2"_s), "three\n");
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 3);
}

void TestLogFiles::file_goesOnWhereItStopped()
{
    RotatingFile(m_folder->filePath(u"x.log"_s)).append("before\n");
    RotatingFile(m_folder->filePath(u"x.log"_s)).append("after\n");
    QCOMPARE(content(u"x.log"_s), "before\nafter\n");
}

void TestLogFiles::file_survivesAFolderThatCannotBeMade()
{
    RotatingFile(m_folder->filePath(u"x.log"_s)).append("a file\n");
    RotatingFile file(m_folder->filePath(u"x.log/y.log"_s));
    file.append("lost\n");
    QCOMPARE(content(u"x.log"_s), "a file\n");
}

void TestLogFiles::files_areWrittenWhenTheOwnerEnds()
{
    {
        LogFiles files(m_folder->filePath(u"logs"_s));
        files.append(u"a"_s, "1\n");
        files.append(u"b"_s, "2\n");
        files.append(u"a"_s, "3\n");
    }
    QCOMPARE(content(u"logs/a.log"_s), "1\n3\n");
    QCOMPARE(content(u"logs/b.log"_s), "2\n");
}

void TestLogFiles::files_haveNamesThatAreSafe()
{
    {
        LogFiles files(m_folder->path());
        files.append(u"../a host/1"_s, "1\n");
    }
    QCOMPARE(content(u".._a_host_1.log"_s), "1\n");
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestLogFiles)
#include "tst_log_files.moc"
