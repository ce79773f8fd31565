// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace conduit::cli {

/// What was written behind a verb: its words, and its options by their long names without the dashes.
struct Given
{
    QStringList words = {};
    QHash<QString, QStringList> options = {}; ///< A switch has no value.

    [[nodiscard]] bool isSet(const QString &option) const { return options.contains(option); }
    /// The value that was given last; empty when there is none.
    [[nodiscard]] QString text(const QString &option) const;
    [[nodiscard]] QStringList texts(const QString &option) const { return options.value(option); }
    /// The names between the commas, of all values together.
    [[nodiscard]] QStringList names(const QString &option) const;
};

/// Reads options as what they should be. The first that is not is remembered; the broker judges ranges.
class OptionReader
{
public:
    explicit OptionReader(const Given &given) : m_given(given) { }

    [[nodiscard]] std::optional<int> integer(const QString &option);
    /// Nothing as well when it is one of `orWords`.
    [[nodiscard]] std::optional<wire::Seconds> seconds(const QString &option, const QStringList &orWords = {});
    /// Invalid when it was not given.
    [[nodiscard]] QDateTime time(const QString &option);
    /// Empty when it was not given.
    [[nodiscard]] QByteArray json(const QString &option);
    /// A word is the kind of a curve, anything else an object as in the API.
    [[nodiscard]] std::optional<wire::Backoff> backoff(const QString &option);

    /// What is wrong, in a sentence; empty when nothing is.
    [[nodiscard]] const QString &complaint() const { return m_complaint; }

private:
    void complain(const QString &option, const QString &wanted);

    const Given &m_given;
    QString m_complaint;
};

} // namespace conduit::cli
