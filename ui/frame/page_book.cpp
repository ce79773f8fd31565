// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/page_book.h"

#include "ui/widgets/nav_rail.h"

#include <QFrame>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

PageBook::PageBook(QWidget *parent)
    : QWidget(parent),
      m_rail(new NavRail(this)),
      m_line(new QFrame(this)),
      m_stack(new QStackedWidget(this)),
      m_column(new QVBoxLayout)
{
    m_column->setSpacing(0);
    m_column->addWidget(m_stack, 1);
    m_line->setFrameShape(QFrame::VLine);
    m_line->setFrameShadow(QFrame::Plain);
    m_line->setForegroundRole(QPalette::Mid);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_line);
    row->addLayout(m_column, 1);
    connect(m_rail, &QListWidget::currentRowChanged, this, qOverload<int>(&PageBook::open));
}

void PageBook::add(const PageEntry &entry)
{
    m_pages.push_back(entry);
    m_stack->addWidget(entry.widget);
    const QString keys = m_pages.size() < 10 ? u"Ctrl+%1"_s.arg(m_pages.size()) : QString();
    m_rail->addPage(entry.glyph, entry.name, keys);
}

const PageEntry &PageBook::current() const
{
    return m_pages.at(static_cast<std::size_t>(std::max(0, m_stack->currentIndex())));
}

int PageBook::placeOf(const QString &id) const
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&](const PageEntry &entry) { return entry.id == id; });
    return found == m_pages.end() ? -1 : static_cast<int>(found - m_pages.begin());
}

void PageBook::open(int place)
{
    if (place < 0 || place >= static_cast<int>(m_pages.size()))
        return;
    m_stack->setCurrentIndex(place);
    m_rail->setCurrentRow(place);
    if (!m_rail->hasFocus())
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
    Q_EMIT opened(current().id);
}

void PageBook::open(const QString &id)
{
    if (placeOf(id) < 0)
        return;
    open(placeOf(id));
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void PageBook::setRailShown(bool isShown)
{
    m_rail->setVisible(isShown);
    m_line->setVisible(isShown);
}

void PageBook::setOnline(bool isOnline)
{
    if (std::exchange(m_isOnline, isOnline) == isOnline)
        return;
    for (const PageEntry &page : m_pages)
        if (page.setOnline)
            page.setOnline(isOnline);
}

void PageBook::setLive(bool isLive)
{
    for (const PageEntry &page : m_pages)
        if (page.setLive)
            page.setLive(isLive);
}

void PageBook::reloadCurrent()
{
    if (current().reload)
        current().reload();
}

void PageBook::saveSettings() const
{
    for (const PageEntry &page : m_pages)
        if (page.saveSettings)
            page.saveSettings();
}

void PageBook::resetLayout()
{
    for (const PageEntry &page : m_pages)
        if (page.resetLayout)
            page.resetLayout();
}

bool PageBook::isAtWork() const
{
    return std::any_of(m_pages.begin(), m_pages.end(), [](const PageEntry &page) { return page.isAtWork && page.isAtWork(); });
}

void PageBook::continueFrom(const PageBook &before)
{
    for (const PageEntry &page : m_pages)
        if (const int place = before.placeOf(page.id); place >= 0 && page.continueFrom)
            page.continueFrom(*before.m_pages.at(static_cast<std::size_t>(place)).widget);
    open(before.current().id);
}

void PageBook::addBanner(QWidget *banner) { m_column->insertWidget(0, banner); }

} // namespace conduit::ui
