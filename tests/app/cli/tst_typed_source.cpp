// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_names.h"
#include "app/cli/code_text.h"
#include "app/cli/plain_text.h"
#include "app/cli/typed_source.h"
#include "tests/app/cli/sample_schemas.h"

#include <QFile>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace conduit;
using namespace conduit::cli;
using namespace Qt::StringLiterals;

/// Schemas in, source text out. That the text compiles is shown by tst_generated_code.
class TestTypedSource : public QObject
{
    Q_OBJECT

    static QString pathOf(const QString &name) { return QStringLiteral(CONDUIT_SOURCE_DIR "/tests/app/cli/gen/") + name; }
    static QList<wire::Schema> samples() { return test::schemasIn(pathOf(u"schemas.json"_s)); }
    static QList<wire::Schema> hostileSamples() { return test::schemasIn(pathOf(u"hostile_schemas.json"_s)); }
    static QString contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static QString sourceOf(const Language &language, const QList<wire::Schema> &schemas)
    {
        return typedSource(language, schemas, u"conduit gen "_s + language.name);
    }
    static QStringList pascalNames(const QStringList &names)
    {
        QStringList made;
        for (const QStringList &words : distinctWords(names))
            made.append(pascalCase(words));
        return made;
    }
    static void addLanguages()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : languageNames())
            QTest::newRow(qPrintable(name)) << name;
    }

private Q_SLOTS:
    void names_areMadeOfAnyText_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("pascal");
        QTest::addColumn<QString>("camel");
        QTest::addColumn<QString>("snake");
        QTest::newRow("word") << u"resize"_s << u"Resize"_s << u"resize"_s << u"resize"_s;
        QTest::newRow("snake") << u"validate_image"_s << u"ValidateImage"_s << u"validateImage"_s << u"validate_image"_s;
        QTest::newRow("camel") << u"keepRatio"_s << u"KeepRatio"_s << u"keepRatio"_s << u"keep_ratio"_s;
        QTest::newRow("acronym") << u"HTTPGet"_s << u"HttpGet"_s << u"httpGet"_s << u"http_get"_s;
        QTest::newRow("signs") << u"img/resize 50%"_s << u"ImgResize50"_s << u"imgResize50"_s << u"img_resize_50"_s;
        QTest::newRow("digit first") << u"2fa"_s << u"N2fa"_s << u"n2fa"_s << u"n_2fa"_s;
        QTest::newRow("marks") << u"Crème"_s << u"Creme"_s << u"creme"_s << u"creme"_s;
        QTest::newRow("other letters") << u"漢"_s << u"U6f22"_s << u"u6f22"_s << u"u6f22"_s;
        QTest::newRow("pictograph") << u"\U0001f600"_s << u"Ud83dUde00"_s << u"ud83dUde00"_s << u"ud83d_ude00"_s;
        QTest::newRow("nothing") << u"/\u202e"_s << u"Unnamed"_s << u"unnamed"_s << u"unnamed"_s;
    }
    void names_areMadeOfAnyText()
    {
        QFETCH(const QString, name);
        const QStringList words = distinctWords({name}).first();
        QTEST(pascalCase(words), "pascal");
        QTEST(camelCase(words), "camel");
        QTEST(snakeCase(words), "snake");
    }

    void namesThatWouldBeTheSame_allGetMore()
    {
        const QStringList names = pascalNames({u"a-b"_s, u"a_b"_s, u"ab"_s});
        QCOMPARE(names, QStringList({u"ABD44362d6"_s, u"AB"_s + names.at(1).sliced(2), u"Ab"_s}));
        QCOMPARE(names.at(1).size(), 10);
        QVERIFY(names.at(0) != names.at(1));
        QCOMPARE(pascalNames({u"a-b"_s, u"other"_s}).first(), u"AB"_s);
    }

    void namesSpelledLikeAnotherWithItsHash_areDistinctToo()
    {
        const QString hashed = pascalNames({u"a-b"_s, u"a_b"_s}).first();
        const QStringList names = pascalNames({u"a-b"_s, u"a_b"_s, u"a b "_s + hashed.sliced(2)});
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 3);
    }

    void source_isThis_data() { addLanguages(); }
    void source_isThis()
    {
        QFETCH(const QString, name);
        QCOMPARE(samples().size(), 3);
        QCOMPARE(sourceOf(*findLanguage(name), samples()), contentOf(pathOf(name + u".txt"_s)));
    }

    void source_doesNotDependOnTheOrder_data() { addLanguages(); }
    void source_doesNotDependOnTheOrder()
    {
        QFETCH(const QString, name);
        QList<wire::Schema> reversed = samples();
        std::reverse(reversed.begin(), reversed.end());
        QCOMPARE(sourceOf(*findLanguage(name), reversed), sourceOf(*findLanguage(name), samples()));
    }

    void source_hasNothingThatMovesACursorOrTurnsWriting_data() { addLanguages(); }
    void source_hasNothingThatMovesACursorOrTurnsWriting()
    {
        QFETCH(const QString, name);
        QVERIFY(hostileSamples().size() > 5);
        const QString source = sourceOf(*findLanguage(name), hostileSamples());
        for (const QString &line : source.split(u'\n'))
            QVERIFY2(std::all_of(line.begin(), line.end(), isHarmless), qPrintable(line));
    }

    // Python would read the file in the encoding that such a comment names.
    void firstTwoLines_haveNothingOfTheSchemas_data() { addLanguages(); }
    void firstTwoLines_haveNothingOfTheSchemas()
    {
        QFETCH(const QString, name);
        const QString source = typedSource(*findLanguage(name), samples(), u"conduit gen 'coding: latin-1'"_s);
        const QStringList lines = source.split(u'\n');
        QVERIFY(!lines.at(0).contains(u"coding"));
        QVERIFY(!lines.at(1).contains(u"coding"));
        QVERIFY(lines.at(2).contains(u"coding"));
    }

    void commentOfCpp_doesNotGoOnInTheNextLine()
    {
        for (const QString &description : {u"a \\"_s, u"a ?\?/"_s}) {
            const wire::Schema schema {.taskType = u"t"_s,
                                       .fields = {{.name = u"f"_s, .description = description + u"  \n"_s}}};
            const QString source = sourceOf(cppLanguage(), {schema});
            for (const QString &line : source.split(u'\n'))
                QVERIFY2(!line.endsWith(u'\\') && !line.endsWith(u"?\?/"), qPrintable(line));
        }
    }

    void longExamples_areLeftOut()
    {
        QCOMPARE(remark(u"A picture"_s, '"' + QByteArray(58, 'x') + '"'),
                 u"A picture. For example: \"%1\""_s.arg(QString(58, u'x')));
        QCOMPARE(remark(u"A picture"_s, '"' + QByteArray(59, 'x') + '"'), u"A picture."_s);
        QCOMPARE(remark(u" Which?\n"_s), u"Which?"_s);
        QCOMPARE(remark({}), QString());
    }

    void drift_namesTheTypes_data() { addLanguages(); }
    void drift_namesTheTypes()
    {
        QFETCH(const QString, name);
        const Language &language = *findLanguage(name);
        const QString current = sourceOf(language, samples());
        QCOMPARE(driftBetween(language, current, current), QString());

        QList<wire::Schema> others = samples();
        others[0].fields[1].required = true; // resize
        others[1].taskType = u"pong"_s;      // ping
        QCOMPARE(driftBetween(language, sourceOf(language, others), current),
                 u"\"ping\" is missing, \"resize\" has changed, \"pong\" is gone"_s);
        QCOMPARE(driftBetween(language, sourceOf(language, samples().first(1)), current),
                 u"\"img/Thumbnail 50%\" is missing, \"ping\" is missing"_s);
        QCOMPARE(driftBetween(language, sourceOf(language, samples().sliced(1)), current), u"\"resize\" is missing"_s);
        QCOMPARE(driftBetween(language, u' ' + current, current), u"what stands around the types has changed"_s);
        QVERIFY(driftBetween(language, {}, current).contains(u"\"resize\" is missing"_s));
    }
};

QTEST_APPLESS_MAIN(TestTypedSource)
#include "tst_typed_source.moc"
