// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace conduit::ui {

/// The keychain of the person's desktop, as far as tokens need it. Answers come later; not at all once `context` is gone.
class Keychain
{
public:
    enum class Outcome {
        Done,
        Absent,   ///< Nothing is kept under this name.
        Denied,   ///< The person, or the keychain, said no.
        NoService ///< There is no keychain here, or it does not work.
    };
    struct Answer
    {
        Outcome outcome = Outcome::Done;
        QByteArray secret = {}; ///< What was read.
        QString reason = {};    ///< The keychain's own words when it is denied.
    };
    using Then = std::function<void(const Answer &)>;

    virtual ~Keychain() = default;
    virtual void read(const QString &name, QObject *context, const Then &then) = 0;
    virtual void write(const QString &name, const QByteArray &secret, QObject *context, const Then &then) = 0;
    virtual void remove(const QString &name, QObject *context, const Then &then) = 0;
};

/// Through QtKeychain: the secret service (GNOME Keyring and others) or KWallet. In a build without it there is never a service.
[[nodiscard]] std::unique_ptr<Keychain> systemKeychain();

} // namespace conduit::ui
