// SPDX-License-Identifier: GPL-3.0-only
// Instead of system_keychain.cpp where QtKeychain is not installed.
#include "ui/keychain.h"

namespace conduit::ui {

namespace {

class NoKeychain final : public Keychain
{
public:
    void read(const QString &, QObject *context, const Then &then) override { refuse(context, then); }
    void write(const QString &, const QByteArray &, QObject *context, const Then &then) override { refuse(context, then); }
    void remove(const QString &, QObject *context, const Then &then) override { refuse(context, then); }

private:
    static void refuse(QObject *context, const Then &then)
    {
        QMetaObject::invokeMethod(context, [then] { then({.outcome = Outcome::NoService}); }, Qt::QueuedConnection);
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain() { return std::make_unique<NoKeychain>(); }

} // namespace conduit::ui
