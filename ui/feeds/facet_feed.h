// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// Counts what a list of tasks can be narrowed to: anew with each other filter, and at most every five seconds. A facet is counted without
/// its own term, so that its other values can be seen. One question goes out after the other, and a count that would look at too many
/// tasks stays "at least".
class FacetFeed final : public QObject
{
    Q_OBJECT
public:
    /// Questions about one count; beyond that it stays as it is.
    static constexpr int kSlicesMax = 8;

    explicit FacetFeed(client::Client &client, QObject *parent = nullptr);

    /// `others` are lines whose tasks are counted as well.
    void setLine(const QString &line, const QStringList &others = {});
    void setOthers(const QStringList &lines);
    /// Only what somebody sees is counted.
    void setVisible(bool isVisible);
    void setLive(bool isLive) { m_isLive = isLive; }
    /// Counts anew, now.
    void reload();

Q_SIGNALS:
    /// `key` is that of the filter language.
    void counted(const QString &key, const conduit::wire::FacetValues &values, bool isExact, bool isOtherFilter);
    void lineCounted(const QString &line, qint64 count, bool isExact);

private:
    struct Question
    {
        QStringList keys = {}; ///< Empty for one of the other lines.
        QString line = {};
        QString after = {};
        int slices = 0;
        QMap<QString, wire::FacetValues> sums = {};
        qint64 tasks = 0;
    };

    void begin();
    void askNext();
    void take(const wire::Facets &answer);
    void tell(const Question &question, bool isExact);

    client::Client &m_client;
    QTimer m_timer;
    QString m_line;
    QStringList m_others;
    QList<Question> m_questions; ///< Still to be answered; the first is asked.
    quint64 m_generation = 0;
    bool m_isOtherFilter = true;
    bool m_isVisible = false;
    bool m_isLive = true;
};

} // namespace conduit::ui
