// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/typed_stub.h"
#include "app/type_stubs.h"

#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

class TstTypeStubs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stub_isInTheLanguageThatTheConsoleNames_data()
    {
        QTest::addColumn<ui::StubLanguage>("language");
        QTest::addColumn<QString>("name");
        QTest::newRow("C++") << ui::StubLanguage::Cpp << u"cpp"_s;
        QTest::newRow("Python") << ui::StubLanguage::Python << u"python"_s;
        QTest::newRow("TypeScript") << ui::StubLanguage::TypeScript << u"typescript"_s;
        QTest::newRow("Rust") << ui::StubLanguage::Rust << u"rust"_s;
        // Another language of `conduit gen` wants its place in the console, too.
        QCOMPARE(cli::languages().size(), 4);
    }
    void stub_isInTheLanguageThatTheConsoleNames()
    {
        QFETCH(const ui::StubLanguage, language);
        QFETCH(const QString, name);
        const wire::Schema schema {.taskType = u"resize"_s,
                                   .description = {},
                                   .fields = {{.name = u"width"_s, .type = wire::FieldType::Number, .required = true}},
                                   .text = {}};
        const cli::Language *const meant = cli::findLanguage(name);
        QVERIFY(meant);
        QCOMPARE(app::typeStub(language, schema), cli::typedStub(*meant, schema));
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TstTypeStubs)
#include "tst_type_stubs.moc"
