// SPDX-License-Identifier: GPL-3.0-only
#include "ui/keychain_tokens.h"

#include <QCoreApplication>

namespace conduit::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(KeychainTokens)
};

} // namespace

QString KeychainTokens::place() const
{
    return m_isAbsent ? Words::tr("%1, since no keychain answers here").arg(m_fallback.place())
                      : Words::tr("the desktop's keychain");
}

bool KeychainTokens::isAbsent(const Keychain::Answer &answer)
{
    m_isAbsent = answer.outcome == Keychain::Outcome::NoService;
    return m_isAbsent;
}

QString KeychainTokens::denial(const Keychain::Answer &answer)
{
    return Words::tr("The keychain does not allow it: %1. Unlock the keychain, and try again.").arg(answer.reason);
}

void KeychainTokens::read(const QString &name, QObject *context, const Then<QByteArray> &then)
{
    m_keychain.read(name, context, [this, name, context, then](const Keychain::Answer &answer) {
        if (isAbsent(answer) || answer.outcome == Keychain::Outcome::Absent)
            readFallback(name, context, then, answer.outcome == Keychain::Outcome::Absent);
        else if (answer.outcome == Keychain::Outcome::Denied)
            then(denial(answer));
        else
            then(answer.secret);
    });
}

void KeychainTokens::readFallback(const QString &name, QObject *context, const Then<QByteArray> &then, bool mayMove)
{
    m_fallback.read(name, context, [this, name, then, mayMove](const Result<QByteArray, QString> &token) {
        if (mayMove && token && !token->isEmpty())
            move(name, *token);
        then(token);
    });
}

/// It stays where it is until the keychain has it.
void KeychainTokens::move(const QString &name, const QByteArray &token)
{
    m_keychain.write(name, token, &m_context, [this, name](const Keychain::Answer &answer) {
        if (answer.outcome == Keychain::Outcome::Done)
            m_fallback.write(name, {}, &m_context, [](const Result<Unit, QString> &) { });
    });
}

void KeychainTokens::write(const QString &name, const QByteArray &token, QObject *context, const Then<Unit> &then)
{
    if (token.isEmpty())
        return forget(name, context, then);
    m_keychain.write(name, token, context, [this, name, token, context, then](const Keychain::Answer &answer) {
        if (isAbsent(answer))
            m_fallback.write(name, token, context, then);
        else if (answer.outcome == Keychain::Outcome::Denied)
            then(denial(answer));
        else
            m_fallback.write(name, {}, context, then); // An older one.
    });
}

void KeychainTokens::forget(const QString &name, QObject *context, const Then<Unit> &then)
{
    m_keychain.remove(name, context, [this, name, context, then](const Keychain::Answer &answer) {
        if (!isAbsent(answer) && answer.outcome == Keychain::Outcome::Denied)
            then(denial(answer));
        else
            m_fallback.write(name, {}, context, then);
    });
}

} // namespace conduit::ui
