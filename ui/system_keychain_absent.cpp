// SPDX-License-Identifier: GPL-3.0-only
// Instead of system_keychain.cpp where QtKeychain is not installed.
#include "ui/keychain.h"

#include <QCoreApplication>

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
        const Answer answer {.outcome = Outcome::NoService,
                             .reason = QCoreApplication::translate("keychain", "this console was built without QtKeychain")};
        QMetaObject::invokeMethod(context, [then, answer] { then(answer); }, Qt::QueuedConnection);
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain() { return std::make_unique<NoKeychain>(); }

} // namespace conduit::ui
