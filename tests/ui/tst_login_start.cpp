// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/login_start.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

/// The file by which a desktop starts the console at login.
class TestLoginStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void file_isThereWhileItIsOn()
    {
        const ui::LoginStart start(folder(), {u"/opt/conduit"_s, u"--in-tray"_s}, u"/home/ada"_s);
        QVERIFY(start.whyNot().isEmpty());
        QVERIFY(!start.isOn());
        QCOMPARE(start.turn(true), QString()); // The folder need not be there.
        QVERIFY(start.isOn());
        QVERIFY2(text().startsWith("[Desktop Entry]\nType=Application\n"), text().constData());
        QVERIFY(text().contains("\nExec=\"/opt/conduit\" \"--in-tray\"\n"));
        QVERIFY(text().contains("\nPath=/home/ada\n"));
        QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList {u"conduit.desktop"_s}); // Nothing half written beside it.
        QCOMPARE(start.turn(false), QString());
        QVERIFY(!start.isOn());
        QVERIFY(!QFile::exists(file()));
        QCOMPARE(start.turn(false), QString());
    }

    /// The entry's own rules: quoting first, and then what a value may not have.
    void command_isQuotedAsDesktopsReadIt()
    {
        const ui::LoginStart start(folder(), {u"/opt/my \"own\" conduit"_s, u"100%"_s, u"$HOME\\x"_s}, u"/"_s);
        QCOMPARE(start.turn(true), QString());
        QVERIFY2(text().contains("Exec=\"/opt/my \\\\\"own\\\\\" conduit\" \"100%%\" \"\\\\$HOME\\\\\\\\x\"\n"),
                 text().constData());
    }

    void entry_thatTheDesktopTurnedOffIsOff()
    {
        const ui::LoginStart start(folder(), {u"conduit"_s}, u"/"_s);
        QCOMPARE(start.turn(true), QString());
        QFile file(this->file());
        QVERIFY(file.open(QIODevice::Append));
        file.write("Hidden=true\n");
        file.close();
        QVERIFY(!start.isOn());
        QCOMPARE(start.turn(true), QString());
        QVERIFY(start.isOn());
    }

    void folder_thatIsNotThereOrCannotBeWrittenIsSaid()
    {
        const ui::LoginStart nowhere({}, {u"conduit"_s}, u"/"_s);
        QVERIFY(!nowhere.whyNot().isEmpty());
        QVERIFY(!nowhere.isOn());
        QCOMPARE(nowhere.turn(true), nowhere.whyNot());
        QFile inTheWay(folder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const ui::LoginStart start(folder(), {u"conduit"_s}, u"/"_s);
        QVERIFY2(start.turn(true).contains(file()), qPrintable(start.turn(true)));
        QVERIFY(!start.isOn());
    }

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"autostart"_s); }
    [[nodiscard]] QString file() const { return folder() + u"/conduit.desktop"_s; }
    [[nodiscard]] QByteArray text() const
    {
        QFile read(file());
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestLoginStart)
#include "tst_login_start.moc"
