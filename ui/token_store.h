// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace conduit::ui {

/// Where the tokens of connections are kept between two starts of the console. Answers come later; not at all once `context` is gone.
class TokenStore
{
public:
    /// The error says what to change.
    template<typename T>
    using Then = std::function<void(const Result<T, QString> &)>;

    virtual ~TokenStore() = default;

    /// Where that is, for people: "a file that only you can read".
    [[nodiscard]] virtual QString place() const = 0;
    /// Empty when none is kept under this name.
    virtual void read(const QString &name, QObject *context, const Then<QByteArray> &then) = 0;
    /// An empty token is forgotten.
    virtual void write(const QString &name, const QByteArray &token, QObject *context, const Then<Unit> &then) = 0;
    /// What is kept under `from` is kept under `to` afterwards. It stays under `from` until it is.
    void rename(const QString &from, const QString &to, QObject *context, const Then<Unit> &then);
};

/// One file for each token, in a folder that only its owner may enter.
class TokenFolder final : public TokenStore
{
public:
    explicit TokenFolder(QString folder) : m_folder(std::move(folder)) { }

    [[nodiscard]] QString place() const override;
    void read(const QString &name, QObject *context, const Then<QByteArray> &then) override;
    void write(const QString &name, const QByteArray &token, QObject *context, const Then<Unit> &then) override;

private:
    [[nodiscard]] QString pathOf(const QString &name) const;
    [[nodiscard]] Result<QByteArray, QString> readNow(const QString &name) const;
    [[nodiscard]] Result<Unit, QString> writeNow(const QString &name, const QByteArray &token) const;

    QString m_folder;
};

} // namespace conduit::ui
