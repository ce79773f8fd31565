// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/keychain.h"
#include "ui/token_store.h"

#include <QObject>

namespace conduit::ui {

/// Tokens in the desktop's keychain and, where there is none, in another store; place() says which. A token that the other store still
/// has from before moves into the keychain when it is read. Main thread.
class KeychainTokens final : public TokenStore
{
public:
    /// Both outlive it.
    KeychainTokens(Keychain &keychain, TokenStore &fallback) : m_keychain(keychain), m_fallback(fallback) { }

    /// What is true as far as is known: without a question nobody can tell whether there is a keychain.
    [[nodiscard]] QString place() const override;
    void read(const QString &name, QObject *context, const Then<QByteArray> &then) override;
    void write(const QString &name, const QByteArray &token, QObject *context, const Then<Unit> &then) override;

private:
    void readFallback(const QString &name, QObject *context, const Then<QByteArray> &then, bool mayMove);
    void move(const QString &name, const QByteArray &token);
    void forget(const QString &name, QObject *context, const Then<Unit> &then);
    [[nodiscard]] bool isAbsent(const Keychain::Answer &answer);
    /// Why it has to stay as it is.
    [[nodiscard]] static QString denial(const Keychain::Answer &answer);

    Keychain &m_keychain;
    TokenStore &m_fallback;
    bool m_isAbsent = false; ///< As far as is known.
    QObject m_context;       ///< Of what goes on behind the answers.
};

} // namespace conduit::ui
