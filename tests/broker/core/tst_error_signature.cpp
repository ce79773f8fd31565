// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/error_signature.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestErrorSignature : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatDiffers_isReplaced_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("signature");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("plain") << u"disk full"_s << u"disk full"_s;
        QTest::newRow("number") << u"exit code 137"_s << u"exit code <n>"_s;
        QTest::newRow("number with a unit") << u"timed out after 3.5s, limit 2s."_s << u"timed out after <n>s, limit <n>s."_s;
        QTest::newRow("hexadecimal") << u"at 0x7fff12ab: fault"_s << u"at <n>: fault"_s;
        QTest::newRow("version in a word") << u"not utf8 nor base64"_s << u"not utf8 nor base64"_s;
        QTest::newRow("port") << u"connect to db:5432 refused"_s << u"connect to db:<n> refused"_s;
        QTest::newRow("id") << u"no user 0198f0c4-6b1e-7c3a-9d55-0d1c8b3f2aff here"_s << u"no user <id> here"_s;
        QTest::newRow("hash") << u"commit deadbeef01 is gone"_s << u"commit <id> is gone"_s;
        QTest::newRow("a word of hexadecimal letters") << u"defaced facade"_s << u"defaced facade"_s;
        QTest::newRow("path") << u"cannot open /var/lib/x/7.png: no such file"_s << u"cannot open <path>: no such file"_s;
        QTest::newRow("relative path") << u"read ./a/b.txt and src/main.cpp"_s << u"read <path> and <path>"_s;
        QTest::newRow("windows path") << u"lost C:\\temp\\a.txt"_s << u"lost <path>"_s;
        QTest::newRow("no path") << u"and/or nothing"_s << u"and/or nothing"_s;
        QTest::newRow("url") << u"GET https://a.example/b?c=1 gave 503"_s << u"GET <url> gave <n>"_s;
        QTest::newRow("quotes") << u"no key \"user 7\" in 'map' of `x`"_s << u"no key \"…\" in \"…\" of \"…\""_s;
        QTest::newRow("empty quotes") << u"bad name ''"_s << u"bad name \"\""_s;
        QTest::newRow("apostrophe") << u"it doesn't fit and can't"_s << u"it doesn't fit and can't"_s;
        QTest::newRow("unclosed quote") << u"expected \" here"_s << u"expected \" here"_s;
        QTest::newRow("white space") << u"  a \t b  "_s << u"a b"_s;
        QTest::newRow("first line") << u"ValueError: 7\nTraceback:\n  x"_s << u"ValueError: <n>"_s;
        QTest::newRow("brackets") << u"[Errno 28] No space (3 of 4)"_s << u"[Errno <n>] No space (<n> of <n>)"_s;
        QTest::newRow("negative") << u"got -5"_s << u"got -<n>"_s;
        QTest::newRow("list") << u"sizes 1,2,3"_s << u"sizes <n>,<n>,<n>"_s;
    }
    void whatDiffers_isReplaced()
    {
        QFETCH(QString, error);
        QFETCH(QString, signature);
        QCOMPARE(signatureOf(error), signature);
    }

    void aSignature_isItsOwn_data() { whatDiffers_isReplaced_data(); }
    void aSignature_isItsOwn()
    {
        QFETCH(QString, signature);
        QCOMPARE(signatureOf(signature), signature);
    }

    void aSignature_isBounded()
    {
        QVERIFY(signatureOf(QString(100'000, u'x')).size() <= kSignatureCharactersMax);
        QVERIFY(signatureOf(u"7 "_s.repeated(50'000)).size() <= kSignatureCharactersMax);
        QVERIFY(signatureOf(QString(100'000, u'\'')).size() <= kSignatureCharactersMax);
    }
};

QTEST_GUILESS_MAIN(TestErrorSignature)
#include "tst_error_signature.moc"
