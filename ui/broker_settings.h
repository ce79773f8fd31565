// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace conduit::ui {

/// Something that can be set about the broker of this program.
struct BrokerSetting
{
    QString name;    ///< As flag and key: `port`.
    QString running; ///< What holds now.
    QString next;    ///< What holds after a restart.
    QString fixedBy; ///< Where it stands when it cannot be changed here, such as `--port`; empty otherwise.

    [[nodiscard]] bool isPending() const { return running != next; }
    friend bool operator==(const BrokerSetting &, const BrokerSetting &) = default;
};

/// Where this machine can be reached, beside itself.
struct OwnAddress
{
    QString address; ///< Of IP, such as `192.168.1.5`.
    QString network; ///< What the machine calls the way to it, such as `eth0`.
};

/// The settings of the broker that runs inside this desktop program, and the restart that they need. Implemented by the application.
/// Lives on the main thread; nothing waits.
class BrokerSettings : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<BrokerSetting> settings() const = 0;
    /// As of now.
    [[nodiscard]] virtual QList<OwnAddress> addresses() const = 0;
    /// The file that choices are kept in.
    [[nodiscard]] virtual QString file() const = 0;
    /// Keeps it for the next start of the broker. Returns what is wrong, as a sentence that says what to change, and changes nothing then.
    [[nodiscard]] virtual QString change(const QString &name, const QString &value) = 0;
    /// Lets running tasks end or gives them back, and starts the broker anew with what was changed. The windows stay.
    virtual void restart() = 0;
    [[nodiscard]] virtual bool isRestarting() const = 0;

Q_SIGNALS:
    /// Something in settings() or isRestarting() is different.
    void changed();
};

} // namespace conduit::ui
