// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/keychain.h"

#include <QMap>

namespace conduit::test {

/// A keychain in memory, which may be missing or say no.
class PretendKeychain final : public ui::Keychain
{
public:
    void read(const QString &name, QObject *context, const Then &then) override
    {
        const auto outcome = m_secrets.contains(name) ? Outcome::Done : Outcome::Absent;
        answer(context, then, outcome, m_secrets.value(name));
    }
    void write(const QString &name, const QByteArray &secret, QObject *context, const Then &then) override
    {
        if (m_refusal == Outcome::Done)
            m_secrets.insert(name, secret);
        answer(context, then, Outcome::Done);
    }
    void remove(const QString &name, QObject *context, const Then &then) override
    {
        const auto outcome = m_secrets.contains(name) ? Outcome::Done : Outcome::Absent;
        if (m_refusal == Outcome::Done)
            m_secrets.remove(name);
        answer(context, then, outcome);
    }

    [[nodiscard]] const QMap<QString, QByteArray> &secrets() const { return m_secrets; }
    /// What it answers whatever it is asked, in these words; Outcome::Done: it does what it is asked.
    void setRefusal(Outcome outcome, const QString &reason = {})
    {
        m_refusal = outcome;
        m_reason = reason;
    }

private:
    void answer(QObject *context, const Then &then, Outcome outcome, const QByteArray &secret = {})
    {
        const Answer given = m_refusal == Outcome::Done ? Answer {.outcome = outcome, .secret = secret}
                                                        : Answer {.outcome = m_refusal, .reason = m_reason};
        QMetaObject::invokeMethod(context, [then, given] { then(given); }, Qt::QueuedConnection);
    }

    QMap<QString, QByteArray> m_secrets;
    Outcome m_refusal = Outcome::Done;
    QString m_reason;
};

} // namespace conduit::test
