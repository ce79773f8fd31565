// SPDX-License-Identifier: GPL-3.0-only
#include "ui/keychain.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

const QString kService = u"conduit"_s;

Keychain::Outcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return Keychain::Outcome::Done;
    case QKeychain::EntryNotFound:
        return Keychain::Outcome::Absent;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::CouldNotDeleteEntry:
        return Keychain::Outcome::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: // A library for a service that does not run says no more than this.
        break;
    }
    return Keychain::Outcome::NoService;
}

class SystemKeychain final : public Keychain
{
public:
    void read(const QString &name, QObject *context, const Then &then) override
    {
        auto *job = new QKeychain::ReadPasswordJob(kService);
        run(*job, name, context, then, [job] { return job->binaryData(); });
    }
    void write(const QString &name, const QByteArray &secret, QObject *context, const Then &then) override
    {
        auto *job = new QKeychain::WritePasswordJob(kService);
        job->setBinaryData(secret);
        run(*job, name, context, then, [] { return QByteArray(); });
    }
    void remove(const QString &name, QObject *context, const Then &then) override
    {
        run(*new QKeychain::DeletePasswordJob(kService), name, context, then, [] { return QByteArray(); });
    }

private:
    /// The job deletes itself when it is done.
    template<typename SecretOf>
    static void run(QKeychain::Job &job, const QString &name, QObject *context, const Then &then, const SecretOf &secretOf)
    {
        job.setKey(name);
        QObject::connect(&job, &QKeychain::Job::finished, context, [then, secretOf](const QKeychain::Job *done) {
            const auto outcome = outcomeOf(done->error());
            then({.outcome = outcome,
                  .secret = outcome == Outcome::Done ? secretOf() : QByteArray(),
                  .reason = done->errorString()});
        });
        job.start();
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain() { return std::make_unique<SystemKeychain>(); }

} // namespace conduit::ui
