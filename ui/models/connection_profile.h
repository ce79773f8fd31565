// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QSettings;

namespace conduit::ui {

/// What a broker is there for. It chooses the colour of the window's stripe.
enum class Environment { Development, Staging, Production, Custom };

/// A broker that somebody connects to again and again.
struct ConnectionProfile
{
    /// Where the token is between two starts of the console.
    enum class Token { None, Kept, AskedFor };

    QString name = {};    ///< Unique among the profiles; empty for the broker that the program was started with.
    QString address = {}; ///< Such as `https://queue.example.org:8080`.
    Environment environment = Environment::Development;
    QString color = {}; ///< Such as `#0b5cad`, for Environment::Custom.
    Token token = Token::None;
    bool isReadOnly = false; ///< Locked when it is opened. A production broker always is.

    [[nodiscard]] bool startsLocked() const { return isReadOnly || environment == Environment::Production; }
    friend bool operator==(const ConnectionProfile &, const ConnectionProfile &) = default;
};

/// Why it cannot be used, as a sentence that says what to change; empty when it can.
[[nodiscard]] QString profileFault(const ConnectionProfile &profile);

/// The profiles, as the settings keep them. Tokens are kept elsewhere.
class ConnectionBook final : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionBook(QSettings &settings, QObject *parent = nullptr);

    [[nodiscard]] const QList<ConnectionProfile> &profiles() const { return m_profiles; }
    /// Keeps them, in this order.
    void setProfiles(const QList<ConnectionProfile> &profiles);

Q_SIGNALS:
    void changed();

private:
    QSettings &m_settings;
    QList<ConnectionProfile> m_profiles;
};

} // namespace conduit::ui
