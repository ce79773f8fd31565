// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>

namespace conduit::ui {

/// Tries the payloads of a type's newest tasks, a thousand at most, against a schema that is not in force yet. They come page by page and
/// are checked on another thread.
class SchemaCheck final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kTasksMax = 1'000;

    explicit SchemaCheck(client::Client &client, QObject *parent = nullptr);

    /// Begins anew, whatever was under way.
    void start(const wire::Schema &schema);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] int checked() const { return m_checked; }
    [[nodiscard]] int misfits() const { return m_misfits; }
    /// What is wrong with the newest that does not fit; empty when all fit.
    [[nodiscard]] const QString &example() const { return m_example; }

Q_SIGNALS:
    void advanced();
    void ended();
    void failed(const QString &why);

private:
    void readOn(const QString &after);
    void check(const wire::TaskPage &page);

    client::Client &m_client;
    wire::Schema m_schema;
    quint64 m_generation = 0;
    bool m_isRunning = false;
    int m_checked = 0;
    int m_misfits = 0;
    QString m_example;
};

} // namespace conduit::ui
