// SPDX-License-Identifier: GPL-3.0-only
#include <conduit/shell_text.h>

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestShellText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void word_comesOutOfAShellAsItWentIn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("plain") << u"http://127.0.0.1:8080/a_b-c.d,e%20@f+g=h"_s
                               << u"http://127.0.0.1:8080/a_b-c.d,e%20@f+g=h"_s;
        QTest::newRow("empty") << QString() << u"''"_s;
        QTest::newRow("blank") << u"a b"_s << u"'a b'"_s;
        QTest::newRow("quotes") << u"it's \"so\""_s << u"'it'\\''s \"so\"'"_s;
        QTest::newRow("only quotes") << u"''"_s << u"''\\'''\\'''"_s;
        QTest::newRow("breaks out") << u"$(id) `id` ;id & | > < * ? ~ # ! \\"_s << u"'$(id) `id` ;id & | > < * ? ~ # ! \\'"_s;
        QTest::newRow("home") << u"~"_s << u"'~'"_s;
        QTest::newRow("lines") << u"a\nb\t"_s << u"'a\nb\t'"_s;
        QTest::newRow("letters") << u"größe"_s << u"'größe'"_s;
    }
    void word_comesOutOfAShellAsItWentIn()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, word);
        QCOMPARE(shell_text::word(text), word);
        for (const QString &written : {shell_text::word(text), shell_text::quoted(text)}) {
            QProcess shell;
            shell.start(u"sh"_s, {u"-c"_s, u"printf '[%s]' "_s + written});
            QVERIFY(shell.waitForFinished());
            QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), u'[' + text + u']');
        }
    }
};

QTEST_GUILESS_MAIN(TestShellText)
#include "tst_shell_text.moc"
