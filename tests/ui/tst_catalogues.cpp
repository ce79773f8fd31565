// SPDX-License-Identifier: GPL-3.0-only
#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

const QString kFolder = QStringLiteral(CONDUIT_SOURCE_DIR "/resources/i18n");

struct Message
{
    QString context;
    QString source;
    QStringList forms; ///< One, or as many as the language has plural forms.
    QString kind;      ///< Of the translation: empty for a finished one, else `unfinished`, `vanished` or `obsolete`.
    bool isNumerus = false;
};

QStringList readForms(QXmlStreamReader &xml)
{
    QStringList forms;
    QString text;
    while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation") {
        if (xml.isStartElement() && xml.name() == u"numerusform")
            forms += xml.readElementText();
        else if (xml.isCharacters())
            text += xml.text();
    }
    return forms.isEmpty() ? QStringList {text} : forms;
}

QList<Message> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            messages.append({context, {}, {}, {}, xml.attributes().value("numerus"_L1) == u"yes"});
        else if (xml.name() == u"source")
            messages.last().source = xml.readElementText();
        else if (xml.name() == u"translation") {
            messages.last().kind = xml.attributes().value("type"_L1).toString();
            messages.last().forms = readForms(xml);
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// Sorted, so that their order does not matter. What stands for a number in a plural form may be missing there: "one task".
QStringList placesIn(const QString &text, bool isNumerus)
{
    static const QRegularExpression place(u"%(?:L?n|\\d+)"_s);
    QStringList places;
    for (const auto &match : place.globalMatch(text))
        if (!isNumerus || !match.captured().endsWith(u'n'))
            places += match.captured();
    places.sort();
    return places;
}

qsizetype mnemonicsIn(const QString &text)
{
    static const QRegularExpression mnemonic(u"&(?=[^\\s&])"_s);
    return text.count(mnemonic);
}

QString endOf(const QString &text)
{
    static const QRegularExpression end(u"(?:…|:|\\s+)$"_s);
    return end.match(text).captured();
}

/// Empty when the translation fits its source.
QString faultOf(const Message &message)
{
    if (!message.kind.isEmpty())
        return message.kind;
    if (message.forms.size() != (message.isNumerus ? 2 : 1))
        return u"has %1 forms"_s.arg(message.forms.size());
    for (const QString &form : message.forms) {
        if (form.trimmed().isEmpty() && !message.source.trimmed().isEmpty())
            return u"is empty"_s;
        if (placesIn(form, message.isNumerus) != placesIn(message.source, message.isNumerus))
            return u"has other place-holders: "_s + form;
        if (mnemonicsIn(form) != mnemonicsIn(message.source))
            return u"has other mnemonics: "_s + form;
        if (endOf(form) != endOf(message.source))
            return u"ends otherwise: "_s + form;
        if (form.contains("(s)"_L1) || form.contains("(n)"_L1) || form.contains("(en)"_L1))
            return u"leaves the plural to the reader: "_s + form;
    }
    return {};
}

} // namespace

/// What translators made of the texts, against the texts in the sources.
class TestCatalogues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyText_isInTheCatalogues_data();
    void everyText_isInTheCatalogues();
    void everyTranslation_fitsItsSource_data();
    void everyTranslation_fitsItsSource();
    void english_hasPluralFormsOnly();
    void faults_areFound();

private:
    static void addCatalogues(const QStringList &names)
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
};

void TestCatalogues::everyText_isInTheCatalogues_data() { addCatalogues({u"conduit_de"_s, u"conduit_en"_s}); }

void TestCatalogues::everyText_isInTheCatalogues()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(name + u".ts"_s);
    QVERIFY(QFile::copy(kFolder + u'/' + name + u".ts"_s, copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(CONDUIT_SOURCE_DIR));
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments {u"-I"_s, u"."_s, u"-locations"_s, u"none"_s, u"ui"_s, u"app"_s, u"-ts"_s, copy};
    if (name == u"conduit_en")
        arguments.prepend(u"-pluralonly"_s);
    lupdate.start(QLibraryInfo::path(QLibraryInfo::BinariesPath) + u"/lupdate"_s, arguments);
    QVERIFY2(lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0, qPrintable(lupdate.errorString()));
    const QString said = QString::fromUtf8(lupdate.readAll());
    // Texts of a class without Q_OBJECT are asked for under another name than they are kept by.
    QVERIFY2(!said.contains("lacks Q_OBJECT"_L1) && !said.contains("unknown namespace"_L1), qPrintable(said));
    const auto messages = read(copy);
    QVERIFY(!messages.isEmpty());
    QStringList faults;
    for (const Message &message : messages)
        if (!message.kind.isEmpty())
            faults += u"%1: '%2' is %3"_s.arg(message.context, message.source, message.kind);
    QVERIFY2(faults.isEmpty(),
             qPrintable(u"./dev texts, then translate what is new in resources/i18n:\n"_s + faults.join(u'\n')));
}

void TestCatalogues::everyTranslation_fitsItsSource_data() { addCatalogues({u"conduit_de"_s, u"conduit_en"_s, u"qt_de"_s}); }

void TestCatalogues::everyTranslation_fitsItsSource()
{
    QFETCH(QString, name);
    const auto messages = read(kFolder + u'/' + name + u".ts"_s);
    QVERIFY(!messages.isEmpty());
    QStringList faults;
    for (const Message &message : messages)
        if (const QString fault = faultOf(message); !fault.isEmpty())
            faults += u"%1: '%2' %3"_s.arg(message.context, message.source, fault);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestCatalogues::english_hasPluralFormsOnly()
{
    for (const Message &message : read(kFolder + u"/conduit_en.ts"_s))
        QVERIFY2(message.isNumerus, qPrintable(message.source));
}

void TestCatalogues::faults_areFound()
{
    const auto fault = [](const QString &source, const QStringList &forms) {
        return faultOf({u"context"_s, source, forms, {}, forms.size() > 1});
    };
    QCOMPARE(fault(u"%1 of %2"_s, {u"%2, davon %1"_s}), QString());
    QVERIFY(fault(u"%1 of %2"_s, {u"%1 von %1"_s}).contains("place-holders"_L1));
    QVERIFY(fault(u"&File"_s, {u"Datei"_s}).contains("mnemonics"_L1));
    QCOMPARE(fault(u"this & that"_s, {u"dies & das"_s}), QString());
    QVERIFY(fault(u"Open…"_s, {u"Öffnen"_s}).contains("ends"_L1));
    QCOMPARE(fault(u"%Ln task(s)"_s, {u"eine Aufgabe"_s, u"%Ln Aufgaben"_s}), QString());
    QVERIFY(fault(u"%Ln task(s)"_s, {u"%Ln Aufgabe(n)"_s, u"%Ln Aufgaben"_s}).contains("plural"_L1));
    QVERIFY(fault(u"Open"_s, {u""_s}).contains("empty"_L1));
}

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::TestCatalogues)
#include "tst_catalogues.moc"
