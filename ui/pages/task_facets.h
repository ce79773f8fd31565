// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/facet_feed.h"
#include "ui/models/facet_model.h"

#include <QWidget>

class QSettings;
class QTreeView;

namespace conduit::ui {

/// The facets beside a list of tasks. A click on a value, or Return, narrows the filter line to it or takes it out again; with Ctrl the
/// value comes beside the others. Which facets are open is remembered.
class TaskFacets final : public QWidget
{
    Q_OBJECT
public:
    /// Wide enough for names of some length; longer ones have a tip.
    static constexpr int kWidth = 184;

    /// `now` is the broker's present.
    TaskFacets(client::Client &client, std::function<QDateTime()> now, QSettings &settings, QWidget *parent = nullptr);
    ~TaskFacets() override;

    void setLine(const QString &line);
    void setSaved(const QList<SavedFilter> &filters);
    /// Counts of a broker that is away stand back.
    void setOnline(bool isOnline);
    void setLive(bool isLive) { m_feed.setLive(isLive); }
    void reload() { m_feed.reload(); }
    void saveSettings() const;
    /// Another day may have begun.
    void noteTime();

    [[nodiscard]] FacetModel &model() { return m_model; }
    [[nodiscard]] QTreeView *tree() const { return m_tree; }

Q_SIGNALS:
    void lineChosen(const QString &line);
    void savedChosen(const conduit::ui::SavedFilter &filter);
    /// The values of a key of the filter language, the most frequent first.
    void counted(const QString &key, const conduit::wire::FacetValues &values);
    /// A value was chosen with the mouse, so the keys are about the list again.
    void left();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Delegate;

    void choose(const QModelIndex &index, bool adds);
    void restoreSections();
    /// Times and saved filters are counted while their section is open: each is a question of its own.
    [[nodiscard]] QStringList countedLines() const;
    void countLines() { m_feed.setOthers(countedLines()); }

    std::function<QDateTime()> m_now;
    FacetModel m_model;
    FacetFeed m_feed;
    QSettings &m_settings;
    QDate m_today;
    QList<SavedFilter> m_saved;
    QTreeView *m_tree;
    Delegate *m_delegate;
};

} // namespace conduit::ui
